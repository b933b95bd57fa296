import type { CountableRow } from './standing.ts';

/** At what price somebody bought: counts over the orders that count, and shop-calendar days. */
export class PriceTally {
  /** Minor units. */
  discountMinor = 0;
  /** With a redeemed code, and with any discount. */
  codeOrders = 0;
  discountedOrders = 0;
  /** Days of the last order without a code or discount, and of the last with a discount. */
  lastFullPriceDay: number | null = null;
  lastDiscountDay: number | null = null;

  add({ discountMinor, codes = [] }: Pick<CountableRow, 'discountMinor' | 'codes'>, day: number) {
    const hasCode = codes.length > 0;
    this.discountMinor += discountMinor;
    if (hasCode) this.codeOrders += 1;
    if (discountMinor > 0) {
      this.discountedOrders += 1;
      this.lastDiscountDay = Math.max(this.lastDiscountDay ?? day, day);
    } else if (!hasCode) {
      this.lastFullPriceDay = Math.max(this.lastFullPriceDay ?? day, day);
    }
  }
}
