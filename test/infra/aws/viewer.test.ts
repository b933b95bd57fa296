import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

const viewer = readFileSync('infra/aws/viewer.js', 'utf8');
const call = (half: 'request' | 'response', event: unknown) =>
  runInNewContext(`${viewer}\n${half}(event)`, { event });

test.each([
  ['/app/', '/app/index.html'],
  ['/app/customers/123', '/app/index.html'],
  ['/app', '/app/index.html'],
  ['/app/assets/main-1a2b.js', '/app/assets/main-1a2b.js'],
])('%s is answered by %s', (asked, file) => {
  expect(call('request', { request: { uri: asked, querystring: {} } }).uri).toBe(file);
});

test.each([
  ['demo.myshopify.com', 'frame-ancestors https://demo.myshopify.com https://admin.shopify.com;'],
  [undefined, "frame-ancestors 'none';"],
  ['evil.example', "frame-ancestors 'none';"],
  ['demo.myshopify.com.evil.example', "frame-ancestors 'none';"],
  ['a.myshopify.com https://evil.example', "frame-ancestors 'none';"],
])('opened for %s, it is framed by that shop or nobody', (shop, policy) => {
  const request = { querystring: shop === undefined ? {} : { shop: { value: shop } } };
  const answer = call('response', { request, response: { headers: {} } });
  expect(answer.headers['content-security-policy'].value).toContain(policy);
});
