const daySeconds = 86_400;
/** Days without an order, and orders, at which this stand-in's own analysis draws its lines. */
const recencyDays = [30, 75, 150, 300] as const;
const orderSteps = [2, 3, 5, 9] as const;

/** Rows from longest ago to latest, columns from rarest to most often. */
const groups = [
  ['DORMANT', 'DORMANT', 'AT_RISK', 'PREVIOUSLY_LOYAL', 'PREVIOUSLY_LOYAL'],
  ['DORMANT', 'ALMOST_LOST', 'AT_RISK', 'AT_RISK', 'PREVIOUSLY_LOYAL'],
  ['ALMOST_LOST', 'ALMOST_LOST', 'NEEDS_ATTENTION', 'LOYAL', 'LOYAL'],
  ['PROMISING', 'ACTIVE', 'ACTIVE', 'LOYAL', 'LOYAL'],
  ['NEW', 'ACTIVE', 'ACTIVE', 'CHAMPIONS', 'CHAMPIONS'],
] as const;

/**
 * Shopify publishes the names of its groups and not their cut-offs; these are nobody's but the
 * stand-in's, so that the product meets groups that differ from its own. Epoch seconds.
 */
export function rfmGroupOf(orders: number, lastAt: number | null, now: number): string {
  if (orders === 0 || lastAt === null) return 'PROSPECTS';
  const days = (now - lastAt) / daySeconds;
  const recency = recencyDays.filter((line) => days <= line).length;
  const frequency = orderSteps.filter((step) => orders >= step).length;
  return groups[recency]?.[frequency] ?? 'PROSPECTS';
}
