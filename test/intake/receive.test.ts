import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { envelopeSchema, type Envelope } from '../../functions/intake/envelope.schema.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { jsonLog } from '../../functions/platform/log.ts';

const secret = 'a test secret';
const shop = 'demo.myshopify.com';
const order =
  '{"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508","email":"ann@example.com"}';

const sign = (body: Uint8Array, key = secret) =>
  createHmac('sha256', key).update(body).digest('base64');

interface Sent {
  body?: Uint8Array | string;
  topic?: string;
  headers?: Record<string, string>;
  secrets?: string[];
  newerSecrets?: () => Promise<string[] | null>;
  signedWith?: string;
  failing?: boolean;
}

async function send({ body = order, topic = 'orders/create', headers = {}, ...rest }: Sent) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const lines: string[] = [];
  const queue: Envelope[] = [];
  const answer = await receiveWebhook(
    {
      headers: {
        'X-Shopify-Topic': topic,
        'X-Shopify-Hmac-Sha256': sign(bytes, rest.signedWith),
        'X-Shopify-Shop-Domain': shop,
        'X-Shopify-Webhook-Id': 'delivery-1',
        'X-Shopify-Triggered-At': '2026-11-22T10:00:00.123456789Z',
        ...headers,
      },
      body: bytes,
    },
    {
      secrets: rest.secrets ?? [secret],
      ...(rest.newerSecrets && { newerSecrets: rest.newerSecrets }),
      enqueue: (envelope) => {
        if (rest.failing === true) return Promise.reject(new Error('queue is down'));
        queue.push(envelopeSchema.parse(envelope));
        return Promise.resolve();
      },
      nowMs: () => 1_795_000_000_000,
      log: jsonLog((line) => lines.push(line)),
    },
  );
  return { status: answer.status, queue, log: lines.join('\n') };
}

describe('a webhook', () => {
  it('that is signed is kept exactly as it came, then answered 200', async () => {
    const { status, queue, log } = await send({});
    expect(status).toBe(200);
    expect(queue).toEqual([
      {
        kind: 'delivery',
        shop,
        source: 'shopify',
        topic: 'orders/create',
        webhookId: 'delivery-1',
        triggeredAtMs: Date.parse('2026-11-22T10:00:00.123Z'),
        receivedAtMs: 1_795_000_000_000,
        body: order,
      },
    ]);
    expect(log).toBe('');
  });

  it('is read with header names in any case, and from a Headers object', async () => {
    const lower = { 'x-shopify-topic': 'orders/updated' };
    expect((await send({ headers: lower })).queue[0]).toMatchObject({ topic: 'orders/updated' });
    const bytes = Buffer.from(order);
    const headers = new Headers({
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': sign(bytes),
      'x-shopify-shop-domain': shop,
    });
    const deps = {
      secrets: [secret],
      enqueue: () => Promise.resolve(),
      nowMs: () => 1,
      log: jsonLog(() => undefined),
    };
    expect((await receiveWebhook({ headers, body: bytes }, deps)).status).toBe(200);
  });

  it.each([
    ['signed with another secret', { signedWith: 'another' }],
    ['not signed', { headers: { 'X-Shopify-Hmac-Sha256': '' } }],
    ['signed with nonsense', { headers: { 'X-Shopify-Hmac-Sha256': '%%%' } }],
    [
      'changed on the way by one byte',
      { headers: { 'X-Shopify-Hmac-Sha256': sign(Buffer.from(`${order} `)) } },
    ],
    ['for an app without a secret', { secrets: [], signedWith: '' }],
    ['for an app with an empty secret', { secrets: [''], signedWith: '' }],
    ['of a compliance topic, unsigned', { topic: 'shop/redact', signedWith: 'another' }],
    ['unsigned and not even JSON', { body: 'x', signedWith: 'another' }],
    ['unsigned and too large', { body: 'x'.repeat(1_100_000), signedWith: 'another' }],
  ] as const)('%s is answered 401 and kept nowhere', async (_, changes) => {
    const { status, queue } = await send({
      ...changes,
      secrets: 'secrets' in changes ? [...changes.secrets] : [secret],
    });
    expect([status, queue]).toEqual([401, []]);
  });

  it('is taken with the old and the new secret while they change', async () => {
    const secrets = ['new', 'old'];
    expect((await send({ secrets, signedWith: 'old' })).status).toBe(200);
    expect((await send({ secrets, signedWith: 'new' })).status).toBe(200);
    expect((await send({ secrets, signedWith: 'older' })).status).toBe(401);
  });

  it('is verified over its bytes, whatever they are', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expect((await send({ body })).status).toBe(200);
  });

  it.each([
    ['an unknown topic: answered, counted, dropped', { topic: 'themes/publish' }, 200],
    ['text that is not JSON', { body: '{"id":1' }, 400],
    ['JSON that is no object', { body: '42' }, 400],
    ['an empty body', { body: '' }, 400],
    ['no shop', { headers: { 'X-Shopify-Shop-Domain': '' } }, 400],
    [
      'a shop that is no Shopify domain',
      { headers: { 'X-Shopify-Shop-Domain': 'evil.example.com' } },
      400,
    ],
    ['over a megabyte', { body: JSON.stringify({ note: 'x'.repeat(1_000_000) }) }, 413],
    [
      'a customer over 700 KB',
      { topic: 'customers/update', body: JSON.stringify({ note: 'x'.repeat(800_000) }) },
      413,
    ],
  ] as const)('with %s', async (_, changes, status) => {
    const answer = await send(changes);
    expect(answer.status).toBe(status);
    expect(answer.queue).toEqual([]);
    expect(answer.log).not.toBe('');
  });

  it('with an order over 700 KB becomes a request to read that order again', async () => {
    const body = order.replace('{', `{"note":"${'x'.repeat(800_000)}",`);
    const { status, queue } = await send({ body });
    expect([status, queue]).toEqual([
      200,
      [{ kind: 'reread', shop, orderId: '820982911946154508' }],
    ]);
  });

  it('that cannot be kept now is answered 503, so that the shop sends it again', async () => {
    const { status, log } = await send({ failing: true });
    expect(status).toBe(503);
    expect(log).not.toContain('queue is down');
  });

  it('leaves nothing of a person or of the sender in the log', async () => {
    const logs = [
      await send({ body: order.slice(0, -1) }),
      await send({ topic: 'ann@example.com' }),
      await send({ signedWith: 'x', topic: 'Ann Lee\n{"level":"error"}' }),
      await send({ failing: true }),
    ].map(({ log }) => log);
    expect(logs.join('\n')).not.toMatch(/ann|Lee|8209829/i);
    expect(logs.every((log) => log.split('\n').length === 1)).toBe(true);
  });
});

describe('a secret changed while this runs', () => {
  it('is looked for where a signature does not match, and only there', async () => {
    let asked = 0;
    const newerSecrets = () => {
      asked += 1;
      return Promise.resolve(['the newest', secret]);
    };
    expect((await send({ newerSecrets })).status).toBe(200);
    expect(asked).toBe(0);
    expect((await send({ newerSecrets, signedWith: 'the newest' })).status).toBe(200);
    expect(asked).toBe(1);
    expect((await send({ newerSecrets, signedWith: 'a guess' })).status).toBe(401);
    const unsigned = { 'X-Shopify-Hmac-Sha256': 'x' };
    expect((await send({ newerSecrets, headers: unsigned })).status).toBe(401);
    expect(asked).toBe(2);
  });
});
