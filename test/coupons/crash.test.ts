import { expect, test } from 'vitest';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import { offerTo } from '../../functions/coupons/offerTo.ts';
import { openCouponStore } from '../../functions/coupons/couponStore.ts';
import { openRuleStore } from '../../functions/coupons/ruleStore.ts';
import { settleOrder } from '../../functions/coupons/redeem.ts';
import { sweepCoupons } from '../../functions/coupons/sweep.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  activeRule,
  bothBooks,
  type Counter,
  counterOver,
  noon,
  overdueCustomer,
  shop,
} from './counter.ts';
import { Died, Fuse } from './fuse.ts';
import { order } from './shopFloor.ts';

/** One life of a process: decide, bring what is queued to the shop, settle what was bought with it. */
async function live(table: Table, counter: Counter, fuse: Fuse | null): Promise<void> {
  const over = <T extends object>(target: T, methods: readonly (keyof T)[]): T =>
    fuse === null ? target : fuse.wrap(target, methods);
  const guarded = over(table, ['get', 'put', 'delete', 'update', 'transact']);
  const desk = {
    ...counter,
    coupons: openCouponStore(guarded),
    rules: openRuleStore(guarded),
    issueQueue: over(counter.tray, ['send']),
    discounts: over(counter.shelf, ['find', 'create']),
  };
  const rule = (await counter.rules.read(shop, 'r1'))!;
  await offerTo(shop, rule, overdueCustomer(1), null, desk);
  const batch = counter.tray.bodies
    .splice(0)
    .map((body, n) => ({ id: String(n), body, attempt: 1 }));
  await issueCoupons(desk)(batch);
  if (fuse?.dead === true) throw new Died();
  const [coupon] = await counter.coupons.ofCustomer(shop, '7001');
  if (coupon?.state !== 'issued' && coupon?.state !== 'redeemed') return;
  const buy = order({ orderId: '9', placedAt: noon, codes: [coupon.code], discountMinor: 700 });
  await settleOrder(shop, '9', [coupon.code], buy, desk);
}

test('dying at any step, before or after it took effect, ends in one coupon and true books', async () => {
  let at = 0;
  let survived = false;
  while (!survived) {
    at += 1;
    survived = true;
    for (const when of ['before', 'after'] as const) {
      const { table } = await startTestTable();
      const counter = counterOver(table);
      await activeRule(counter);
      const fuse = new Fuse(at, when);
      try {
        await live(table, counter, fuse);
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
      if (fuse.dead) survived = false;
      // Its queue message may be gone with it; the sweep and a second life find the rest.
      counter.tray.bodies.length = 0;
      for (let life = 0; life < 2; life += 1) {
        counter.clock.wall += 130_000;
        await sweepCoupons(shop, counter);
        await live(table, counter, null);
      }
      const books = await bothBooks(counter);
      expect(books.coupons, `step ${String(at)} ${when}`).toMatchObject([{ state: 'redeemed' }]);
      expect(counter.shelf.codes.size).toBe(1);
      expect(books.kept).toEqual(books.counted);
      expect(books.kept).toMatchObject({ committedMinor: 700, coupons: 1, issued: 1, redeemed: 1 });
    }
  }
  expect(at).toBeGreaterThan(10);
});
