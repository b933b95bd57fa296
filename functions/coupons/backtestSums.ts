import { dateOfDay } from '../customers/calendar.ts';
import { isMarked, isSale, type OrderColumns, rowsOf } from '../segments/orderColumns.ts';
import type { PastCoupon } from './backtest.ts';
import type { RuleTerms } from './rule.ts';

const daySeconds = 86_400;
const weekDays = 7;

export interface Week {
  /** First day, YYYY-MM-DD. */
  from: string;
  coupons: number;
  ceilingMinor: number;
}

/** Coupons by weeks of the year tried, the last of which may be short. */
export function weeksOf(
  given: readonly PastCoupon[],
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
): Week[] {
  const weeks: Week[] = [];
  for (let day = firstDay; day <= lastDay; day += weekDays) {
    weeks.push({ from: dateOfDay(day), coupons: 0, ceilingMinor: 0 });
  }
  for (const { moment, ceilingMinor } of given) {
    const week = weeks[Math.floor((moment.day - firstDay) / weekDays)];
    if (week === undefined) continue;
    week.coupons += 1;
    week.ceilingMinor += ceilingMinor ?? 0;
  }
  return weeks;
}

/** What those who would have got a coupon bought in its time anyway, without any code. */
export interface BoughtAnyway {
  /** Coupons whose customer bought, and the first such order of each. */
  coupons: number;
  revenueMinor: number;
  /** What these coupons would have taken off these orders; exact. */
  discountMinor: number;
}

/**
 * The orders that came anyway while each coupon would have been good, as of `asOf` (epoch seconds):
 * a fact, and no effect of the rule, which did not exist.
 */
export function boughtAnyway(
  given: readonly PastCoupon[],
  terms: Pick<RuleTerms, 'offer' | 'minimumMinor' | 'expiryDays'>,
  orders: OrderColumns,
  asOf: number,
): BoughtAnyway {
  const sums = { coupons: 0, revenueMinor: 0, discountMinor: 0 };
  for (const { moment } of given) {
    const { from, to } = rowsOf(orders, moment.customer);
    const until = moment.at + terms.expiryDays * daySeconds;
    for (let row = from; row < to; row += 1) {
      const at = orders.placedAt[row] ?? 0;
      if (at <= moment.at || at > until) continue;
      if (isMarked(orders, row, 'code') || !isSale(orders, row, asOf)) continue;
      const totalMinor = orders.totalMinor[row] ?? 0;
      sums.coupons += 1;
      sums.revenueMinor += totalMinor;
      sums.discountMinor += discountOn(row, totalMinor, terms, orders);
      break;
    }
  }
  return sums;
}

/** Of the goods where the order tells them, else of the whole order. */
function discountOn(
  row: number,
  totalMinor: number,
  { offer, minimumMinor }: Pick<RuleTerms, 'offer' | 'minimumMinor'>,
  { lineOffsets, lineNetMinor }: OrderColumns,
): number {
  let goods = 0;
  for (let line = lineOffsets[row] ?? 0; line < (lineOffsets[row + 1] ?? 0); line += 1) {
    goods += lineNetMinor[line] ?? 0;
  }
  const basis = goods > 0 ? goods : totalMinor;
  if (minimumMinor !== null && basis < minimumMinor) return 0;
  if (offer.kind === 'amount') return Math.min(offer.minor, basis);
  return Math.round((basis * offer.percent) / 100);
}
