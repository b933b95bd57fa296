import { expect, test } from 'vitest';
import { askSoon } from '../../functions/intake/askSoon.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';

async function twoInstances() {
  const leases = openShopStore((await startTestTable()).table);
  const sent: { job: string; delay: number | undefined }[] = [];
  const clock = { nowMs: 1_000_000 };
  const instance = () =>
    askSoon({
      leases,
      jobs: {
        send: async (body, options) => {
          sent.push({ job: JSON.parse(body).job, delay: options?.delaySeconds });
        },
      },
      nowMs: () => clock.nowMs,
    });
  return { sent, clock, one: instance(), other: instance() };
}

test('a stream of changes on any number of instances asks for one run, after the wait', async () => {
  const { sent, clock, one, other } = await twoInstances();
  for (let at = 0; at < 10; at += 1) {
    clock.nowMs += 1000;
    await Promise.all([
      one(shop, { applied: 1, dueMarks: 0 }),
      other(shop, { applied: 1, dueMarks: 0 }),
    ]);
  }
  expect(sent).toEqual([{ job: 'recompute', delay: 300 }]);
  clock.nowMs += 300_000;
  await other(shop, { applied: 1, dueMarks: 0 });
  expect(sent).toHaveLength(2);
});

test('rules are asked to look only where something calls for it, and each shop for itself', async () => {
  const { sent, one } = await twoInstances();
  await one(shop, { applied: 1, dueMarks: 2 });
  await one('two.myshopify.com', { applied: 1, dueMarks: 0 });
  expect(sent.map(({ job }) => job)).toEqual(['recompute', 'coupons', 'recompute']);
});
