import { budgetFields, emptyBudget, plus, shareOf } from '../../functions/coupons/budget.ts';
import { silenceOccasion } from '../../functions/coupons/trigger.ts';
import { triggeringCauses } from '../../functions/customers/dueMark.schema.ts';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { runSchema } from '../../functions/segments/run.schema.ts';
import type { Ledger } from './ledger.ts';
import type { Look } from './look.ts';
import { rowOfOrder } from './order.ts';
import type { Storm } from './storm.ts';

const farAhead = 4_000_000_000;
const causes: ReadonlySet<unknown> = new Set(triggeringCauses);

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
    const at = Number(/-(\d+)$/.exec(entry.sk)?.[1]);
    const id = `class#${String(entry['customerId'])}#${String(entry['scheme'])}`;
    const heard = (ledger.consumed.get(id) ?? []).includes(at);
    return heard ? [] : [`no rule heard of ${entry.sk}`];
  });
}

function occasions(look: Look, { shop, ground }: Storm, ledger: Ledger): string[] {
  const found: string[] = [];
  for (const orderId of ledger.largeOrders) {
    const order = shop.orders.get(orderId);
    const given = look.coupons.filter(({ occasion }) => occasion === `order-${orderId}`);
    if (shop.sameOwner(orderId) && given.length > 1) {
      found.push(`order ${orderId} earned ${String(given.length)} coupons`);
    }
    const stands =
      order?.payment === 'paid' &&
      order.cancelledAt === null &&
      shop.buyers.some(({ id, redacted }) => id === order.customerId && !redacted);
    if (stands && shop.sameOwner(orderId) && given.length === 0) {
      found.push(`order ${orderId} earned no coupon`);
    }
  }
  for (const { item } of look.customers.values()) {
    const { lifecycle } = item.classes;
    if (lifecycle?.value !== 'overdue' || lifecycle.cause !== 'time') continue;
    const occasion = silenceOccasion('wake-up', item.totals.lastAt ?? 0);
    const given = look.coupons.filter(
      (coupon) => coupon.customerId === item.customerId && coupon.occasion === occasion,
    );
    if (given.length !== 1) found.push(`${item.customerId} has ${String(given.length)} wake-ups`);
  }
  for (const { code, state } of look.coupons) {
    if (state === 'reserved' || state === 'sending') found.push(`coupon ${code} was never sent`);
    else if (state === 'issued' && !ground.discounts.has(code)) {
      found.push(`coupon ${code} is not at the shop`);
    }
  }
  return found;
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
