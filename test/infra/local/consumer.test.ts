import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jsonLog } from '../../../functions/platform/log.ts';
import type { BatchHandler } from '../../../functions/platform/queue.ts';
import { consume, type Consumer } from '../../../infra/local/consumer.ts';
import { openQueue, type LocalQueue } from '../../../infra/local/queue.ts';
import { openQueueFile } from '../../../infra/local/queueFile.ts';

let queue: LocalQueue;
let consumer: Consumer | undefined;
let lines: string[];

beforeEach(() => {
  const path = join(mkdtempSync(join(tmpdir(), 'consumer-')), 'queue.sqlite');
  queue = openQueue(openQueueFile(path), 'q', { visibilityMs: 60_000, maxReceives: 3 }, Date.now);
  lines = [];
});
afterEach(() => consumer?.stop());

function start(handler: BatchHandler, concurrency = 2) {
  const log = jsonLog((line) => lines.push(line));
  consumer = consume(queue, handler, { concurrency, batchSize: 10, log, wallMs: Date.now });
}
const empty = () =>
  vi.waitFor(() => expect(queue.depth()).toBe(0), { interval: 5, timeout: 5_000 });

test('hands over every message in batches and is empty then', async () => {
  const seen: string[] = [];
  const sizes: number[] = [];
  start(async (batch) => {
    seen.push(...batch.map(({ body }) => body));
    sizes.push(batch.length);
    return { failed: [] };
  });
  const sent = Array.from({ length: 95 }, (_, n) => String(n));
  await Promise.all(sent.map((body) => queue.send(body)));
  await empty();
  expect(seen.sort()).toEqual(sent.sort());
  expect(Math.max(...sizes)).toBe(10);
});

test('delivers only the failed part of a batch again, and all of one whose handler threw', async () => {
  const tries = new Map<string, number>();
  start(async (batch) => {
    const first = batch.filter(({ attempt }) => attempt === 1);
    for (const { body } of batch) tries.set(body, (tries.get(body) ?? 0) + 1);
    if (first.some(({ body }) => body === 'throws')) throw new Error('secret@example.com');
    return { failed: first.filter(({ body }) => body === 'fails').map(({ id }) => id) };
  }, 1);
  await queue.send('throws');
  await vi.waitFor(() => expect(tries.size).toBe(1));
  await Promise.all(['fails', 'works'].map((body) => queue.send(body)));
  await empty();
  expect(Object.fromEntries(tries)).toEqual({ throws: 2, fails: 2, works: 1 });
  expect(lines.join()).not.toContain('secret');
});

test('stopping waits for the batch in hand and takes no other', async () => {
  let finished = 0;
  start(async (batch) => {
    await wait(50);
    finished += batch.length;
    return { failed: [] };
  }, 1);
  await Promise.all(Array.from({ length: 15 }, (_, n) => queue.send(String(n))));
  await wait(10);
  await consumer?.stop();
  expect(finished).toBe(10);
  expect(queue.depth()).toBe(5);
});

test('a delayed message arrives when its time has come', async () => {
  const arrived: number[] = [];
  start(async () => {
    arrived.push(Date.now());
    return { failed: [] };
  });
  const sentAt = Date.now();
  await queue.send('later', { delaySeconds: 0.2 });
  await empty();
  expect(arrived[0]! - sentAt).toBeGreaterThanOrEqual(199);
});
