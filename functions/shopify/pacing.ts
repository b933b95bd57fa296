/** What Shopify last said of a shop's bucket of query points. */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  /** Points a second. */
  restoreRate: number;
}

/** Keeps the calls to each shop within its points, so that THROTTLED stays the exception. */
export interface Pacer {
  /** Milliseconds to wait before a call of this cost; the points are taken as of then. */
  reserve(shop: string, cost: number, nowMs: number): number;
  /** Shopify's own figure replaces ours. */
  observe(shop: string, status: ThrottleStatus, nowMs: number): void;
}

/** Assumed until a shop has answered once: the smallest plan's bucket. */
const unknownShop: ThrottleStatus = {
  maximumAvailable: 1000,
  currentlyAvailable: 1000,
  restoreRate: 50,
};

export function createPacer(): Pacer {
  const buckets = new Map<string, { status: ThrottleStatus; atMs: number }>();

  return {
    reserve(shop, cost, nowMs) {
      const { status, atMs } = buckets.get(shop) ?? { status: unknownShop, atMs: nowMs };
      // A call that costs more than the bucket holds can only be tried when the bucket is full.
      const wanted = Math.min(cost, status.maximumAvailable);
      const available = restored(status, Math.max(0, nowMs - atMs));
      const waitMs = Math.max(0, Math.ceil(((wanted - available) / status.restoreRate) * 1000));
      buckets.set(shop, {
        status: { ...status, currentlyAvailable: available - wanted },
        atMs: nowMs,
      });
      return waitMs;
    },
    observe(shop, status, nowMs) {
      buckets.set(shop, { status, atMs: nowMs });
    },
  };
}

function restored(status: ThrottleStatus, elapsedMs: number): number {
  const grown = status.currentlyAvailable + (elapsedMs / 1000) * status.restoreRate;
  return Math.min(status.maximumAvailable, grown);
}
