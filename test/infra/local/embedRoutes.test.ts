import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { embedRoutes } from '../../../infra/local/embedRoutes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embed-'));
  for (const name of ['assets', 'frame']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'index.html'), 'the embed');
  writeFileSync(join(folder, 'sources.sha256'), 'digest');
  writeFileSync(join(folder, 'frame/frame.html'), 'the frame');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'script');
});

const get = (path: string) => embedRoutes(Promise.resolve(folder)).request(path);

test.each([
  ['/', 'the frame'],
  ['/app/', 'the embed'],
  ['/app/customers/123?locale=ko', 'the embed'],
  ['/app/sources.sha256', 'the embed'],
  ['/app/assets/app-1a2b.js', 'script'],
])('%s is %s, and no other site may frame it', async (path, body) => {
  const answer = await get(path);
  expect(await answer.text()).toBe(body);
  expect(answer.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'self'");
});

test('a file that is not there is 404, and no path leaves the folder', async () => {
  writeFileSync(join(folder, '../secret.js'), 'secret');
  expect((await get('/app/assets/gone.js')).status).toBe(404);
  for (const path of ['/app/assets/%2e%2e/%2e%2e/secret.js', '/app/assets/..%2f..%2fsecret.js']) {
    expect(await (await get(path)).text()).not.toBe('secret');
  }
});

test('only what carries a digest in its name is kept by the browser', async () => {
  expect((await get('/app/assets/app-1a2b.js')).headers.get('Cache-Control')).toMatch(/immutable/);
  expect((await get('/app/')).headers.get('Cache-Control')).toBe('no-cache');
});

test('says where to look when the pages could not be built', async () => {
  const answer = await embedRoutes(Promise.resolve(undefined)).request('/app/');
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringMatching(/terminal/)]);
});
