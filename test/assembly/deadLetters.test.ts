import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { drains, graveyardOf } from '../../functions/assembly/deadLetters.ts';
import { letterListSchema } from '../../functions/deadLetters/letter.schema.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { sqsHandlers } from '../../functions/platform/sqsQueue.ts';
import { startDrain } from '../../infra/local/deadLetterDrain.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { type Market, now, openMarket } from '../sources/market.ts';

const shop = 'dead.myshopify.com';
const theirs = 'theirs.myshopify.com';
let market: Market;
beforeAll(async () => {
  market = await openMarket(shop);
  await market.install(theirs);
});

const letters = async (of = shop) =>
  letterListSchema.parse(await (await market.call('/api/dead-letters', undefined, of)).json())
    .letters;

test('an order that cannot be read is given up at its first delivery, and staff see why', async () => {
  const body = { id: 77, email: 'jane@example.com', customer: { id: 5 } };
  expect(await market.webhook('orders/create', body)).toBe(200);
  await market.settle();
  expect(market.depth()).toBe(0);
  expect(await letters()).toMatchObject([
    {
      queue: 'events',
      what: 'orders/create',
      cause: 'poison',
      attempts: 1,
      orderIds: ['77'],
      customerIds: ['5'],
    },
  ]);
  expect((await letters())[0]?.reason).toMatch(/^The body is not what orders\/create promises: /);
  expect(market.lines.join()).not.toContain('jane');
  expect(await (await market.call('/api/overview')).json()).toMatchObject({ deadLetters: 1 });
});

test('is nobody else’s to see, to send again or to discard', async () => {
  const [letter] = await letters();
  expect(await letters(theirs)).toEqual([]);
  for (const deed of ['retry', 'discard']) {
    const path = `/api/dead-letters/${letter!.id}/${deed}`;
    expect((await market.call(path, {}, theirs)).status).toBe(404);
  }
  expect(await letters()).toHaveLength(1);
});

test('sent again it is given up again, as another message, until it is discarded', async () => {
  const [before] = await letters();
  expect((await market.call(`/api/dead-letters/${before!.id}/retry`, {})).status).toBe(200);
  await market.settle();
  const [after] = await letters();
  expect(after!.id).not.toBe(before!.id);
  expect((await market.call(`/api/dead-letters/${after!.id}/discard`, {})).status).toBe(200);
  expect(await letters()).toEqual([]);
  expect(await (await market.call('/api/dead-letters/retry-all', {})).json()).toEqual({
    retried: 0,
  });
});

const message = packEnvelope({ kind: 'reread', shop, orderId: '42' });

test('what a function could not even bury is drained from its queue, by the queue it lay in', async () => {
  const drain = sqsHandlers(drains(market.parts));
  const record = {
    messageId: 'from-sqs',
    body: message,
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(now) },
    eventSourceARN: 'arn:aws:sqs:eu-west-1:1:clientele-dev-events-dead',
  };
  expect(await drain({ Records: [record] })).toEqual({ batchItemFailures: [] });
  expect(await letters()).toMatchObject([
    {
      id: '20261122T120000000Z-from-sqs',
      queue: 'events',
      what: 'reread',
      cause: 'unfinished',
      attempts: 8,
      orderIds: ['42'],
    },
  ]);
});

test('on one machine a message that ends its consumer each time is drained as well', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'drain-')), 'queues.sqlite');
  let wall = now;
  const queues = openMachineQueues(path, () => wall);
  await queues.jobs.send(JSON.stringify({ job: 'recompute', shop, reason: 'nightly' }));
  for (let attempt = 0; attempt < 4; attempt += 1) {
    queues.jobs.receive(1);
    wall += 5_400_000;
  }
  expect(queues.jobs.dead(10)).toHaveLength(1);
  const drain = startDrain(queues, graveyardOf(market.parts), market.parts.log);
  try {
    await vi.waitFor(() => expect(queues.jobs.dead(10)).toEqual([]), 4_000);
  } finally {
    await drain.stop();
    queues.close();
  }
  expect((await letters()).find(({ queue }) => queue === 'jobs')).toMatchObject({
    what: 'recompute',
    cause: 'unfinished',
    attempts: 3,
  });
});
