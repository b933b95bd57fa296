/** Shopify's bucket of query points, as it is told to the app. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

export interface ThrottleLimits {
  maximumAvailable: number;
  /** Points a second, of wall time. */
  restoreRate: number;
}

export interface Throttle {
  /** Takes the points if they are there. */
  take(shop: string, points: number, wallMs: number): { taken: boolean; status: ThrottleStatus };
}

/** One leaky bucket a shop. */
export function openThrottle(limits: () => ThrottleLimits): Throttle {
  const buckets = new Map<string, { available: number; atMs: number }>();
  return {
    take(shop, points, wallMs) {
      const { maximumAvailable, restoreRate } = limits();
      const last = buckets.get(shop) ?? { available: maximumAvailable, atMs: wallMs };
      const restored = last.available + (Math.max(0, wallMs - last.atMs) / 1000) * restoreRate;
      const available = Math.min(maximumAvailable, restored);
      const taken = points <= available;
      const left = taken ? available - points : available;
      buckets.set(shop, { available: left, atMs: wallMs });
      return {
        taken,
        status: { maximumAvailable, restoreRate, currentlyAvailable: Math.floor(left) },
      };
    },
  };
}
