import { createHmac } from 'node:crypto';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { receiveHandler } from '../../functions/intake/receiveHandler.ts';
import { fixedAppSecrets } from '../../functions/platform/appSecrets.ts';
import { coldStart } from '../../functions/platform/coldStart.ts';
import { type HttpEvent, httpHandler } from '../../functions/platform/httpEvent.ts';

const event = (method: string, path: string, rest: Partial<HttpEvent> = {}): HttpEvent => ({
  rawPath: path,
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { http: { method } },
  ...rest,
});

test('method, path, query, headers and body reach the app, and its answer comes back whole', async () => {
  const app = new Hono();
  app.post('/api/things/:id', async (c) =>
    c.json(
      {
        id: c.req.param('id'),
        limit: c.req.query('limit'),
        key: c.req.header('Idempotency-Key'),
        body: await c.req.text(),
      },
      201,
    ),
  );
  const answer = await httpHandler(app)(
    event('POST', '/api/things/7', {
      rawQueryString: 'limit=5&q=a%26b',
      headers: { 'idempotency-key': 'k' },
      body: Buffer.from('客户').toString('base64'),
      isBase64Encoded: true,
    }),
  );
  expect(answer.statusCode).toBe(201);
  expect(answer.headers['content-type']).toContain('application/json');
  const body = JSON.parse(Buffer.from(answer.body, 'base64').toString());
  expect(body).toEqual({ id: '7', limit: '5', key: 'k', body: '客户' });
  expect((await httpHandler(app)(event('GET', '/api/nowhere'))).statusCode).toBe(404);
});

test.each([false, true])(
  'a signed webhook is taken whether it comes as base64 or not',
  async (base64) => {
    const secret = 'secret';
    const text = JSON.stringify({ id: 1, note: 'né 🙂' });
    const kept: unknown[] = [];
    const handle = receiveHandler(fixedAppSecrets({ apiKey: 'key', secrets: [secret] }), {
      enqueue: async (envelope) => void kept.push(envelope),
      nowMs: () => 5,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const headers = {
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': 'demo.myshopify.com',
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
    };
    const body = base64 ? Buffer.from(text).toString('base64') : text;
    expect((await handle({ headers, body, isBase64Encoded: base64 })).statusCode).toBe(200);
    expect(kept).toMatchObject([{ topic: 'orders/create', body: text, receivedAtMs: 5 }]);
    expect((await handle({ headers, body: 'x', isBase64Encoded: false })).statusCode).toBe(401);
  },
);

test('dependencies are built once, and again after they could not be built', async () => {
  let builds = 0;
  const handler = coldStart(async () => {
    builds += 1;
    if (builds === 1) throw new Error('no secret yet');
    return async (n: number) => n + builds;
  });
  await expect(handler(1)).rejects.toThrow('no secret yet');
  expect(await Promise.all([handler(1), handler(2)])).toEqual([3, 4]);
  expect(builds).toBe(2);
});
