import { createServer, type RequestListener } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { call } from '../../../admin-ui/api/call.ts';
import { RequestFailed } from '../../../admin-ui/api/requestFailed.ts';

const answerSchema = z.object({ fine: z.boolean() });
const realFetch = globalThis.fetch;
let stop = () => Promise.resolve();
let tokens: string[] = [];

/** A real server behind the relative addresses a browser would use. */
async function serve(listener: RequestListener): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  globalThis.fetch = (input, init) =>
    realFetch(new URL(input as string, `http://127.0.0.1:${String(address.port)}`), init);
  stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
}

beforeEach(() => {
  tokens = ['first', 'second', 'third'];
  const idToken = () => Promise.resolve(tokens.shift() ?? '');
  Object.defineProperty(window, 'shopify', { value: { idToken }, configurable: true });
});
afterEach(async () => {
  globalThis.fetch = realFetch;
  await stop();
  stop = () => Promise.resolve();
});

const failure = async (): Promise<RequestFailed> => {
  const error: unknown = await call(answerSchema, '/x').catch((thrown: unknown) => thrown);
  if (!(error instanceof RequestFailed)) throw new Error('expected a RequestFailed');
  return error;
};

test('a stale token is tried once more with a new one', async () => {
  const seen: string[] = [];
  await serve((request, response) => {
    seen.push(request.headers.authorization ?? '');
    const stale = seen.length === 1;
    response.writeHead(stale ? 401 : 200, { 'content-type': 'application/json' });
    response.end(stale ? '{}' : '{"fine":true}');
  });
  expect(await call(answerSchema, '/x')).toEqual({ fine: true });
  expect(seen).toEqual(['Bearer first', 'Bearer second']);
});

test('a refusal keeps its code, its words and its field', async () => {
  await serve((_, response) => {
    response.writeHead(400, { 'content-type': 'application/problem+json' });
    const problem = { type: 'about:blank', title: 'x', status: 400, detail: 'Too small.' };
    response.end(JSON.stringify({ ...problem, code: 'invalid', field: 'budgetAmount' }));
  });
  const error = await failure();
  expect([error.code, error.message, error.field]).toEqual([
    'invalid',
    'Too small.',
    'budgetAmount',
  ]);
});

test.each([
  [200, '{"fine":"perhaps"}', 'unreadable'],
  [200, '<html>', 'unreadable'],
  [502, '<html>bad gateway</html>', 'fault'],
  [500, '{"oops":1}', 'fault'],
])('an answer %i %s is %s', async (status, body, code) => {
  await serve((_, response) => {
    response.writeHead(status).end(body);
  });
  expect((await failure()).code).toBe(code);
});

test('no connection is said to be one', async () => {
  await serve((request) => request.socket.destroy());
  expect((await failure()).code).toBe('offline');
});

test('outside the Shopify admin there is no shop to ask for', async () => {
  Reflect.deleteProperty(window, 'shopify');
  expect((await failure()).code).toBe('outside');
});

test('a deed carries the key that keeps it from being done twice', async () => {
  let key: string | string[] | undefined;
  await serve((request, response) => {
    key = request.headers['idempotency-key'];
    response.end('{"fine":true}');
  });
  await call(answerSchema, '/x', { method: 'POST', idempotencyKey: 'once' });
  expect(key).toBe('once');
});
