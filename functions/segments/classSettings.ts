/** The part of a shop's settings that decides classes; days are shop-calendar days. */
export interface ClassSettings {
  level: {
    weights: { recency: number; frequency: number; monetary: number };
    cuts: { a: number; b: number; c: number };
  };
  abc: { aMoneyShare: number; aCustomerShare: number; bMoneyShare: number };
  lifecycle: { fixed: { t50: number; t80: number; t95: number }; winBackDays: number };
  largeOrder: { percentile: number; fromOrders: number; medianTimes: number };
}
