const yearDays = 365;
/** Fewer orders a year than this make every season look like one. */
const leastOrders = 100;

/**
 * How busy these coming days were a year ago, against as many average days of that year: 1 is
 * average, 1.4 is 40 % above. Null below a whole year of orders, or with too few of them.
 * `ordersOnDay` counts a shop's orders by shop-calendar day.
 */
export function seasonRatio(
  ordersOnDay: (day: number) => number,
  { firstDay, today, days }: { firstDay: number | null; today: number; days: number },
): number | null {
  const first = today - yearDays;
  if (firstDay === null || firstDay > first) return null;
  let year = 0;
  let season = 0;
  for (let day = first; day < today; day += 1) {
    const orders = ordersOnDay(day);
    year += orders;
    if (day < first + days) season += orders;
  }
  return year < leastOrders ? null : (season * yearDays) / (year * days);
}
