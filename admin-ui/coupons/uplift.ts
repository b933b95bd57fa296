import type { Backtest } from '../../functions/coupons/backtest.schema.ts';

/** Fewer orders than these say too little about what one more would be worth. */
export const leastOrders = 10;

/** What an assumption comes to, in units of the shop's currency, beside what is exact. */
export interface Uplift {
  orders: number;
  revenue: number;
  /** Taken off those orders by their coupons. */
  discount: number;
  /** Less the exact discount on orders that came anyway; before the cost of the goods. */
  remains: number;
}

/** Whoever bought anyway cannot be won as well: the most of 100 coupons that can bring an order. */
export function mostUplift({ coupons, anyway }: Pick<Backtest, 'coupons' | 'anyway'>): number {
  return coupons === 0 ? 0 : Math.floor((1000 * (coupons - anyway.coupons)) / coupons) / 10;
}

/** The share typed, of 100 coupons; null: empty, 'wrong': no number that can be assumed. */
export function upliftTyped(text: string, most: number): number | null | 'wrong' {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return null;
  const value = /^\d{1,3}(\.\d)?$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= 0 && value <= most ? value : 'wrong';
}

/**
 * What it would come to if `ofHundred` of 100 coupons brought an order that did not come, worth
 * what the orders are that came anyway; null: there are too few of those to say.
 */
export function upliftOf(
  { coupons, anyway }: Pick<Backtest, 'coupons' | 'anyway'>,
  ofHundred: number,
): Uplift | null {
  if (anyway.coupons < leastOrders) return null;
  const orders = Math.round((coupons * ofHundred) / 100);
  const revenue = (orders * Number(anyway.revenue.amount)) / anyway.coupons;
  const discount = (orders * Number(anyway.discount.amount)) / anyway.coupons;
  const remains = revenue - discount - Number(anyway.discount.amount);
  return { orders, revenue, discount, remains };
}
