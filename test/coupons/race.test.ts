import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import { offerTo } from '../../functions/coupons/offerTo.ts';
import { settleOrder } from '../../functions/coupons/redeem.ts';
import { sweepCoupons } from '../../functions/coupons/sweep.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  activeRule,
  bothBooks,
  counterOver,
  daySeconds,
  noon,
  overdueCustomer,
  shop,
} from './counter.ts';
import { order } from './shopFloor.ts';

const workers = 16;
const customers = 14;
const cap = 10;

/** Every worker sees every customer, each in its own order. */
function shuffled(seed: number): number[] {
  const list = Array.from({ length: customers }, (_, n) => n);
  return list.sort(
    (a, b) => ((a * 7919 + seed * 104_729) % 97) - ((b * 7919 + seed * 104_729) % 97),
  );
}

test.each([
  ['money', { budgetAmount: '100.00', budgetCount: null }],
  ['number', { budgetAmount: null, budgetCount: cap }],
  [
    'number of percentages',
    { offer: { kind: 'percentage', percent: 15 } as const, budgetAmount: null, budgetCount: cap },
  ],
])(
  'sixteen workers over the same customers never pass a cap on %s, and nobody gets two',
  async (_, limits) => {
    const { table } = await startTestTable();
    const counter = counterOver(table);
    const rule = await activeRule(counter, limits);
    let highest = 0;
    const work = { going: true };
    const watch = (async () => {
      while (work.going) {
        const [month] = await counter.rules.budgets(shop, 'r1');
        const used = month === undefined ? 0 : month.budget.coupons;
        const money = (month?.budget.committedMinor ?? 0) / 1000;
        highest = Math.max(highest, used, money);
        await wait(5);
      }
    })();

    const issue = issueCoupons(counter);
    await Promise.all(
      Array.from({ length: workers }, async (_each, worker) => {
        for (const n of shuffled(worker)) {
          await offerTo(shop, rule, overdueCustomer(n), null, counter);
          const batch = counter.tray.bodies
            .splice(0)
            .map((body, id) => ({ id: String(id), body, attempt: 1 }));
          const { failed } = await issue(batch);
          counter.tray.bodies.push(
            ...batch.filter(({ id }) => failed.includes(id)).map(({ body }) => body),
          );
        }
      }),
    );
    work.going = false;
    await watch;
    expect(await counter.drain()).toBe(0);

    const books = await bothBooks(counter);
    expect(highest).toBeLessThanOrEqual(cap);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept).toMatchObject({ coupons: cap, issued: cap });
    expect(new Set(books.coupons.map(({ customerId }) => customerId)).size).toBe(cap);
    expect(counter.shelf.codes.size).toBe(cap);
  },
);

test('one message delivered to sixteen workers at once makes one code, counted once', async () => {
  const { table } = await startTestTable();
  const counter = counterOver(table);
  const rule = await activeRule(counter);
  await offerTo(shop, rule, overdueCustomer(1), null, counter);
  const [body = ''] = counter.tray.bodies.splice(0);
  const issue = issueCoupons(counter);
  const workersBusy = Array.from({ length: workers }, async () => {
    for (let attempt = 1; attempt < 9; attempt += 1) {
      const { failed } = await issue([{ id: 'm', body, attempt }]);
      if (failed.length === 0) return;
    }
  });
  await Promise.all(workersBusy);
  expect(counter.shelf.creates).toBe(1);
  const books = await bothBooks(counter);
  expect(books.kept).toEqual(books.counted);
  expect(books.kept).toMatchObject({ coupons: 1, issued: 1 });
});

test('an order told of to eight workers while the coupon is being closed is settled once', async () => {
  const { table } = await startTestTable();
  const counter = counterOver(table);
  const rule = await activeRule(counter);
  await offerTo(shop, rule, overdueCustomer(1), null, counter);
  await counter.drain();
  const [coupon] = await counter.coupons.ofCustomer(shop, '7001');
  const buy = order({ orderId: '9', placedAt: noon, codes: [coupon!.code], discountMinor: 700 });
  counter.clock.now = coupon!.expiresAt + 3 * daySeconds;
  const settles = Array.from({ length: 8 }, () =>
    settleOrder(shop, '9', [coupon!.code], buy, counter),
  );
  const [changed] = await Promise.all([Promise.all(settles), sweepCoupons(shop, counter)]);
  expect(changed.reduce((sum, one) => sum + one, 0)).toBe(1);
  const books = await bothBooks(counter);
  expect(books.kept).toEqual(books.counted);
  expect(books.kept).toMatchObject({ committedMinor: 700, redeemed: 1, expired: 0 });
});
