import { budgetFields, emptyBudget, plus, shareOf } from '../../functions/coupons/budget.ts';
import type { Coupon } from '../../functions/coupons/coupon.ts';
import { silenceOccasion } from '../../functions/coupons/trigger.ts';
import type { CustomerItem } from '../../functions/customers/customer.schema.ts';
import { awaitedClasses, triggeringCauses } from '../../functions/customers/dueMark.schema.ts';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { runSchema } from '../../functions/segments/run.schema.ts';
import type { Ledger } from './ledger.ts';
import type { Look } from './look.ts';
import { rowOfOrder } from './order.ts';
import type { Shop } from './shop.ts';
import type { Storm } from './storm.ts';

const farAhead = 4_000_000_000;
const causes: ReadonlySet<unknown> = new Set(triggeringCauses);
const awaited: ReadonlySet<unknown> = new Set(awaitedClasses.lifecycle);

/** Each change reached the rules once, each occasion has one coupon, and budgets add up. */
export function couponFindings(look: Look, storm: Storm, ledger: Ledger): string[] {
  return [
    ...look.marks.map(({ sk }) => `the mark ${sk} is left`),
    ...unheard(look, ledger),
    ...occasions(look, storm, ledger),
    ...budgets(look),
    ...shopSums(look, storm),
  ];
}

function unheard(look: Look, ledger: Ledger): string[] {
  return look.timeline.flatMap((entry) => {
    if (entry['kind'] !== 'class' || !causes.has(entry['cause'])) return [];
    if (entry['scheme'] !== 'lifecycle' || !awaited.has(entry['to'])) return [];
    const rev = /-(\d+)$/.exec(entry.sk)?.[1] ?? '';
    const heard = ledger.consumed.has(`D#${String(entry['customerId'])}#${rev}`);
    return heard ? [] : [`no rule heard of ${entry.sk}`];
  });
}

function occasions(look: Look, { shop, ground }: Storm, ledger: Ledger): string[] {
  return [
    ...[...ledger.largeOrders].flatMap((orderId) => largeOrder(look, shop, orderId)),
    ...[...look.customers.values()].flatMap(({ item }) => wakeUp(look, item)),
    ...look.coupons.flatMap((coupon) => unsettled(coupon, shop)),
    ...look.coupons.flatMap(({ code, state }) => {
      if (state === 'reserved' || state === 'sending') return [`coupon ${code} was never sent`];
      const lacking = state === 'issued' && !ground.discounts.has(code);
      return lacking ? [`coupon ${code} is not at the shop`] : [];
    }),
  ];
}

/** One coupon for an order that stands; none is missing and none is given twice. */
function largeOrder(look: Look, shop: Shop, orderId: string): string[] {
  if (!shop.sameOwner(orderId)) return [];
  const order = shop.orders.get(orderId);
  const given = look.coupons.filter(({ occasion }) => occasion === `order-${orderId}`).length;
  const stands =
    order?.payment === 'paid' &&
    order.cancelledAt === null &&
    shop.buyers.some(({ id, redacted }) => id === order.customerId && !redacted);
  if (given > 1 || (stands && given === 0)) {
    return [`order ${orderId} earned ${String(given)} coupons`];
  }
  return [];
}

/** An order that stands with a coupon's code on it has redeemed the coupon. */
function unsettled({ code, state }: Coupon, shop: Shop): string[] {
  const stands = [...shop.orders.values()].some(
    ({ codes, payment, cancelledAt }) =>
      codes.includes(code) && payment === 'paid' && cancelledAt === null,
  );
  return stands && state !== 'redeemed' ? [`coupon ${code} is used and ${state}`] : [];
}

/** One coupon for a silence that time alone made too long. */
function wakeUp(look: Look, { customerId, classes, totals }: CustomerItem): string[] {
  if (classes.lifecycle?.value !== 'overdue' || classes.lifecycle.cause !== 'time') return [];
  const occasion = silenceOccasion('wake-up', totals.lastAt ?? 0);
  const given = look.coupons.filter(
    (coupon) => coupon.customerId === customerId && coupon.occasion === occasion,
  ).length;
  return given === 1 ? [] : [`${customerId} has ${String(given)} coupons for one silence`];
}

function budgets(look: Look): string[] {
  const sums = new Map<string, typeof emptyBudget>();
  for (const coupon of look.coupons) {
    const key = `BUD#${coupon.ruleId}#${coupon.period}`;
    sums.set(key, plus(sums.get(key) ?? emptyBudget, shareOf(coupon)));
  }
  const kept = look.ofShop.filter(({ sk }) => sk.startsWith('BUD#'));
  for (const { sk } of kept) if (!sums.has(sk)) sums.set(sk, emptyBudget);
  return [...sums].flatMap(([key, sum]) => {
    const item = kept.find(({ sk }) => sk === key);
    const same = budgetFields.every((field) => Number(item?.[field] ?? 0) === sum[field]);
    return same ? [] : [`${key} does not add up`];
  });
}

/** What the last run said of the whole shop, erased buyers' money included; changed since: not looked at. */
function shopSums(look: Look, { shop, settledSince }: Storm): string[] {
  const item = look.ofShop.find(({ sk }) => sk === 'CUTOFFS');
  if (item === undefined || !settledSince) return [];
  const { totals } = runSchema.parse(item);
  const sum = [...shop.orders.values()].reduce(
    (all, order) => all + contributionMinor(rowOfOrder(order, true), farAhead),
    0,
  );
  const told = totals.netMinor + totals.walkIn.netMinor;
  return told === sum ? [] : [`the shop sold for ${String(told)}, not ${String(sum)}`];
}
