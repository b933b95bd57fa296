import { beforeEach, describe, expect, test } from 'vitest';
import { consumeDueMarks } from '../../functions/coupons/consumeDueMarks.ts';
import { changeCustomer } from '../../functions/customers/changeCustomer.ts';
import { draftRule, pausedRule } from '../../functions/coupons/ruleChange.ts';
import { termsOf } from '../../functions/coupons/rule.ts';
import { sweepCoupons } from '../../functions/coupons/sweep.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { startTestTable } from '../support/dynamo.ts';
import {
  activeRule,
  bothBooks,
  type Counter,
  counterOver,
  daySeconds,
  deskOf,
  noon,
  ruleInput,
  shop,
} from './counter.ts';
import { becameOverdue, large, order, place, redeemedBy, removeOrder } from './shopFloor.ts';

let table: Table;
let counter: Counter;

beforeEach(async () => {
  ({ table } = await startTestTable());
  counter = counterOver(table);
});

const overdue = { value: 'overdue', since: noon - 100 };

function consume() {
  return consumeDueMarks(
    shop,
    'Europe/London',
    () => Promise.resolve('in'),
    deskOf(table, counter),
  );
}

async function coupons() {
  return counter.coupons.ofCustomer(shop, '7001');
}

describe('a change calls for a coupon', () => {
  test('becoming overdue earns one; the mark is gone and asking again finds nothing to do', async () => {
    await activeRule(counter);
    await place(table, order(), overdue, [becameOverdue]);
    expect(await consume()).toMatchObject({ marks: 1, failed: 0, outcomes: { offered: 1 } });
    expect(await consume()).toMatchObject({ marks: 0 });
    await counter.drain();
    expect(await coupons()).toMatchObject([
      { state: 'issued', occasion: `wake-up-${String(noon - 95 * daySeconds)}` },
    ]);
  });

  test('the same silence entered twice, whatever moved in between, is one occasion', async () => {
    await activeRule(counter);
    await place(table, order(), overdue, [becameOverdue]);
    await consume();
    await counter.drain();
    await place(table, order({ updatedAt: noon + 1 }), overdue, [
      { ...becameOverdue, at: noon + 50 },
    ]);
    expect(await consume()).toMatchObject({ marks: 1, outcomes: { hadCoupon: 1 } });
    expect(await coupons()).toHaveLength(1);
  });

  test.each([
    ['who changed before the rule was active', { ...becameOverdue, at: noon - 2 * daySeconds }],
    ['who moved elsewhere', { ...becameOverdue, to: 'slowing' }],
    ['who moved in another scheme', { ...becameOverdue, scheme: 'level' as const }],
  ])('nothing for those %s', async (_, mark) => {
    await activeRule(counter);
    await place(table, order(), overdue, [mark]);
    expect(await consume()).toEqual(expect.objectContaining({ marks: 1, outcomes: {} }));
    expect(await coupons()).toEqual([]);
  });

  test('nothing for who has bought again meanwhile', async () => {
    await activeRule(counter);
    await place(table, order(), { value: 'regular', since: noon - 10 }, [becameOverdue]);
    expect(await consume()).toMatchObject({ outcomes: { noLongerDue: 1 } });
  });

  test('drafts and paused rules do nothing, and what came while paused does not come later', async () => {
    await counter.rules.write(shop, draftRule('draft', termsOf(ruleInput(), 'GBP'), noon));
    const rule = await activeRule(counter);
    await counter.rules.write(shop, pausedRule(rule));
    await place(table, order(), overdue, [becameOverdue]);
    expect(await consume()).toEqual(expect.objectContaining({ marks: 1, outcomes: {} }));
  });

  test('a budget that is used up ends it, and names what was used up', async () => {
    await activeRule(counter, { budgetAmount: null, budgetCount: 1 });
    await place(table, order(), overdue, [becameOverdue]);
    await place(table, order({ orderId: '2', customerId: '7002' }), overdue, [
      { ...becameOverdue, customerId: '7002' },
    ]);
    const { outcomes } = await consume();
    expect(outcomes).toEqual({ offered: 1, budgetCount: 1 });
  });

  test('a win-back rule stops at its deadline', async () => {
    await activeRule(counter, { trigger: 'win-back', deadlineDays: 1 });
    const lost = { value: 'lost', since: noon - 2 * daySeconds };
    await place(table, order(), lost, [{ ...becameOverdue, to: 'lost', at: noon - 100 }]);
    expect(await consume()).toMatchObject({ outcomes: { pastDeadline: 1 } });
  });

  test('each large order earns its own; one undone since, or placed before, earns none', async () => {
    await activeRule(counter, { trigger: 'large-order' });
    const placedAt = noon - 3600;
    const late = { placedAt: noon - 3 * daySeconds };
    await place(table, order({ placedAt }), null, [large('1')]);
    await place(table, order({ orderId: '2', placedAt }), null, [large('2')]);
    await place(table, order({ orderId: '3', placedAt, cancelledAt: noon }), null, [large('3')]);
    await place(table, order({ orderId: '4', ...late }), null, [large('4')]);
    expect(await consume()).toMatchObject({ outcomes: { offered: 2, noLongerDue: 2 } });
    expect((await coupons()).map(({ occasion }) => occasion)).toEqual(['order-1', 'order-2']);
  });

  test('an order whose buyer was merged before its mark was taken away earns no second one', async () => {
    await activeRule(counter, { trigger: 'large-order' });
    const placedAt = noon - 3600;
    await place(table, order({ placedAt }), null, [large('1')]);
    expect(await consume()).toMatchObject({ outcomes: { offered: 1 } });
    // As after a crash between the coupon and the mark.
    await place(table, order({ orderId: '2', placedAt }), null, [large('1')]);
    await changeCustomer(table, shop, '7001', () => ({ item: { mergedInto: '7002' } }));
    await place(table, order({ orderId: '3', customerId: '7002', placedAt }), null);
    expect((await consume()).outcomes).toEqual({ pending: 1 });
    expect(await counter.coupons.ofCustomer(shop, '7002')).toEqual([]);
    await counter.drain();
    expect(await coupons()).toMatchObject([{ state: 'issued', occasion: 'order-1' }]);
  });
});

describe('a redemption settles from the order', () => {
  async function issuedCode(): Promise<string> {
    await activeRule(counter);
    await place(table, order(), overdue, [becameOverdue]);
    await consume();
    await counter.drain();
    return (await coupons())[0]!.code;
  }

  test('at the discount really given, once, however often it is told', async () => {
    const code = await issuedCode();
    const buy = order({ orderId: '9', placedAt: noon, codes: [code], discountMinor: 700 });
    await place(table, buy, null, [redeemedBy('9', code)]);
    await place(table, { ...buy, updatedAt: noon + 5 }, null, [redeemedBy('9', code)]);
    expect(await consume()).toMatchObject({ settled: 1 });
    expect(await coupons()).toMatchObject([{ state: 'redeemed', redemptions: { '9': 700 } }]);
    const books = await bothBooks(counter);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept).toMatchObject({ reservedMinor: 0, settledMinor: 700, committedMinor: 700 });
  });

  test('a fixed amount never costs more than itself, whatever else the order took off', async () => {
    const code = await issuedCode();
    const buy = order({ orderId: '9', placedAt: noon, codes: [code], discountMinor: 4000 });
    await place(table, buy, null, [redeemedBy('9', code)]);
    await consume();
    expect((await bothBooks(counter)).kept.settledMinor).toBe(1000);
  });

  test('an order that is cancelled, or deleted, gives the money back', async () => {
    const code = await issuedCode();
    const buy = order({ orderId: '9', placedAt: noon, codes: [code], discountMinor: 700 });
    const other = { ...buy, orderId: '10', discountMinor: 500 };
    await place(table, buy, null, [redeemedBy('9', code)]);
    await place(table, other, null, [redeemedBy('10', code)]);
    await consume();
    expect((await bothBooks(counter)).kept.settledMinor).toBe(1200);
    const cancelled = { ...buy, updatedAt: noon + 9, cancelledAt: noon };
    await place(table, cancelled, null, [redeemedBy('9', code)]);
    await removeOrder(table, '10', [redeemedBy('10', code)]);
    await consume();
    const books = await bothBooks(counter);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept.settledMinor).toBe(0);
    expect((await coupons())[0]?.state).toBe('redeemed');
  });

  test('an order not paid yet holds the reserve; paid, it settles', async () => {
    const code = await issuedCode();
    const buy = order({ orderId: '9', placedAt: noon, codes: [code], discountMinor: 700 });
    await place(table, { ...buy, payment: 'pending' }, null, [redeemedBy('9', code)]);
    await consume();
    expect((await bothBooks(counter)).kept).toMatchObject({ reservedMinor: 1000, settledMinor: 0 });
    await place(table, { ...buy, updatedAt: noon + 1 }, null, [redeemedBy('9', code)]);
    await consume();
    expect((await bothBooks(counter)).kept).toMatchObject({ reservedMinor: 0, settledMinor: 700 });
  });

  test('one that is told of after expiry was closed still counts: the money is spent', async () => {
    const code = await issuedCode();
    counter.clock.now = noon + 33 * daySeconds;
    await sweepCoupons(shop, counter);
    expect((await coupons())[0]?.state).toBe('expired');
    const buy = order({ orderId: '9', placedAt: noon, codes: [code], discountMinor: 700 });
    await place(table, buy, null, [redeemedBy('9', code)]);
    await consume();
    const books = await bothBooks(counter);
    expect(books.kept).toEqual(books.counted);
    expect(books.kept).toMatchObject({ settledMinor: 700, expired: 0, redeemed: 1 });
  });
});
