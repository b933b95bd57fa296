import { expect, test } from 'vitest';
import { dueJobs, queueScheduled } from '../../functions/intake/scheduledJobs.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import type { ShopRecord } from '../../functions/shops/shop.schema.ts';
import { startTestTable } from '../support/dynamo.ts';

const shopIn = (timeZone: string, shop = 'one.myshopify.com'): ShopRecord => ({
  shop,
  name: 'One',
  currency: 'USD',
  timeZone,
  locale: 'en',
  installedAtMs: 1,
  uninstalledAtMs: null,
  scopes: [],
  token: null,
  rev: 0,
});

test.each([
  ['UTC', '2026-11-22T00:00:00Z', 1],
  ['UTC', '2026-11-22T01:00:00Z', 0],
  ['Asia/Seoul', '2026-11-21T15:00:00Z', 1],
  ['Asia/Seoul', '2026-11-22T00:00:00Z', 0],
  ['Asia/Kolkata', '2026-11-21T19:00:00Z', 1],
])('in %s a recompute is due at %s: %d', (timeZone, at, jobs) => {
  expect(dueJobs([shopIn(timeZone)], { job: 'recompute', at })).toHaveLength(jobs);
});

test.each([
  ['reconcile', 'Asia/Seoul', '2026-11-21T18:00:00Z', 1],
  ['reconcile', 'Asia/Seoul', '2026-11-21T15:00:00Z', 0],
  ['subscriptions', 'Asia/Seoul', '2026-11-21T19:00:00Z', 1],
  ['subscriptions', 'UTC', '2026-11-22T03:00:00Z', 0],
] as const)('%s in %s at %s: %d, in the shop’s own night', (job, timeZone, at, jobs) => {
  expect(dueJobs([shopIn(timeZone)], { job, at })).toHaveLength(jobs);
});

test.each(['America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kathmandu', 'Europe/Berlin', 'Asia/Beirut'])(
  'every day of a year in %s has exactly one recompute, clock changes included',
  (timeZone) => {
    let due = 0;
    const start = Date.parse('2026-01-01T12:00:00Z');
    for (let hour = 0; hour < 365 * 24; hour += 1) {
      const at = new Date(start + hour * 3_600_000).toISOString();
      due += dueJobs([shopIn(timeZone)], { job: 'recompute', at }).length;
    }
    expect(due).toBe(365);
  },
);

test('the clockwork queues a job for each installed shop and refuses what it does not know', async () => {
  const shops = openShopStore((await startTestTable()).table);
  await shops.write(shopIn('UTC'));
  await shops.write(shopIn('Asia/Seoul', 'two.myshopify.com'));
  const sent: string[] = [];
  const jobs = { send: async (body: string) => void sent.push(body) };
  const at = '2026-11-22T00:00:00Z';
  expect(await queueScheduled({ job: 'coupons', at }, { shops, jobs })).toBe(2);
  expect(await queueScheduled({ job: 'recompute', at }, { shops, jobs })).toBe(1);
  expect(sent.map((body) => JSON.parse(body).job)).toEqual(['coupons', 'coupons', 'recompute']);
  await expect(queueScheduled({ job: 'redact', at }, { shops, jobs })).rejects.toThrow();
});
