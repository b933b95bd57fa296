const yearDays = 365;
const halfYearDays = 182;
/** Fewer orders in the year around make every season look like one. */
const leastOrders = 100;

/** How far back it looks, in days before today. */
export const seasonLookBack = yearDays + halfYearDays;

/**
 * How busy the coming days were a year ago, against as many average days of the year around them:
 * 1 is average, 1.4 is 40 % above. The year around lies evenly before and after, so that a shop that
 * grows has no season for it. Null where that year is not all known, or had too few orders.
 * `ordersOnDay` counts a shop's orders by shop-calendar day.
 */
export function seasonRatio(
  ordersOnDay: (day: number) => number,
  { firstDay, today, days }: { firstDay: number | null; today: number; days: number },
): number | null {
  const first = today - yearDays;
  const middle = first + Math.floor(days / 2);
  const from = middle - halfYearDays;
  if (firstDay === null || firstDay > from) return null;
  let around = 0;
  let season = 0;
  for (let day = from; day <= middle + halfYearDays; day += 1) {
    const orders = ordersOnDay(day);
    around += orders;
    if (day >= first && day < first + days) season += orders;
  }
  return around < leastOrders ? null : (season * yearDays) / (around * days);
}
