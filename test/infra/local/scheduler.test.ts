import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Job } from '../../../functions/intake/job.schema.ts';
import { openScheduler } from '../../../infra/local/scheduler.ts';

const minuteMs = 60_000;
let path: string;
let now: number;
let sent: Job[];

beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'scheduler-')), 'schedule.json');
  now = Date.UTC(2026, 10, 1, 14, 50);
  sent = [];
});

async function tickOfANewRun(fail = false) {
  const scheduler = openScheduler({
    path,
    clock: { businessMs: () => now, wallMs: () => 0 },
    shops: async () => [
      { shop: 'seoul.myshopify.com', timeZone: 'Asia/Seoul' },
      { shop: 'london.myshopify.com', timeZone: 'Europe/London' },
    ],
    send: async (job) => {
      if (fail) throw new Error('queue is closed');
      sent.push(job);
    },
    onFault: () => undefined,
  });
  try {
    await scheduler.tick();
  } finally {
    scheduler.stop();
  }
  return sent.splice(0).map(({ job, shop }) => `${job} ${shop.split('.')[0] ?? ''}`);
}

test('recomputes each shop once a day, from its own midnight, however often the machine restarts', async () => {
  expect((await tickOfANewRun()).filter((line) => line.startsWith('recompute'))).toEqual([
    'recompute seoul',
    'recompute london',
  ]);
  now += 9 * minuteMs;
  expect(await tickOfANewRun()).not.toContain('recompute seoul');
  now += 2 * minuteMs;
  expect(await tickOfANewRun()).toContain('recompute seoul');
  expect(await tickOfANewRun()).toEqual([]);
});

test('looks after coupons every five minutes of business time', async () => {
  expect(await tickOfANewRun()).toContain('coupons seoul');
  now += 4 * minuteMs;
  expect(await tickOfANewRun()).not.toContain('coupons seoul');
  now += minuteMs;
  expect(await tickOfANewRun()).toContain('coupons seoul');
});

test('what could not be sent is still due at the next look', async () => {
  await expect(tickOfANewRun(true)).rejects.toThrow('queue is closed');
  expect(await tickOfANewRun()).toHaveLength(10);
});
