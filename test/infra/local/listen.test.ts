import { Hono } from 'hono';
import { request } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { onlyLoopbackHosts, onlyThisOrigin } from '../../../infra/local/doorkeeper.ts';
import { listen, type Listening } from '../../../infra/local/listen.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(): Promise<string> {
  const app = new Hono();
  app.use(onlyLoopbackHosts);
  app.use('/local/*', onlyThisOrigin);
  app.all('*', (c) => c.text('served'));
  const server = await listen(app.fetch, 0);
  open.push(server);
  return server.url;
}

/** Node's own client, which sends the headers a browser would and fetch may not. */
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((answer, failed) => {
    request(url, { headers }, (response) => {
      response.resume();
      answer(response.statusCode);
    })
      .on('error', failed)
      .end();
  });
}

test.each([
  ['/', { Host: 'localhost:3000' }, 200],
  ['/', { Host: '[::1]:3000' }, 200],
  ['/', { Host: 'evil.example' }, 421],
  ['/', { Host: 'localhost.evil.example' }, 421],
  ['/', { Host: '127.0.0.1.evil.example:3000' }, 421],
  ['/local/clock', { Host: 'localhost:3000', Origin: 'http://localhost:3000' }, 200],
  ['/local/clock', { Host: 'localhost:3000', Origin: 'https://evil.example' }, 403],
  ['/local/clock', { Host: 'localhost:3000', Origin: 'null' }, 403],
  ['/local/clock', { Host: 'localhost:3000', 'Sec-Fetch-Site': 'cross-site' }, 403],
  ['/local/clock', { Host: 'localhost:3000', 'Sec-Fetch-Site': 'same-origin' }, 200],
])('%s with %j is answered %i', async (path, headers, status) => {
  expect(await statusOf(`${await serve()}${path}`, headers)).toBe(status);
});

test('a port that is taken is named with what to do', async () => {
  const url = await serve();
  const port = Number(new URL(url).port);
  await expect(listen(() => new Response(), port)).rejects.toThrow(
    new RegExp(`Port ${String(port)} is taken.*PORT=`),
  );
});
