/** Sums of a shop where nobody was placed yet. */
export const noTotals = {
  customers: 0,
  ranked: 0,
  orders: 0,
  netMinor: 0,
  walkIn: { orders: 0, netMinor: 0 },
  repeatMinor: { now: 0, before: 0 },
  overdueMinor: { now: 0, before: 0 },
  median: null,
};
