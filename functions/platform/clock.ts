/**
 * Two times, because they move apart: business time is what a merchant's day, an order's age and a
 * coupon's expiry are measured in and can be set on a local machine; wall time is what tokens,
 * leases and retries run on and cannot. Both are epoch milliseconds.
 */
export interface Clock {
  businessMs(): number;
  wallMs(): number;
}

/** The clock of a deployed shop, where both times are the same. */
export const systemClock: Clock = {
  businessMs: () => Date.now(),
  wallMs: () => Date.now(),
};
