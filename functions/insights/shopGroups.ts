import { shopGroups, type ShopGroup } from '../customers/customer.schema.ts';
import { instantOf } from '../platform/apiValue.ts';
import { segmentKeys, type SegmentKey } from '../segments/classes.schema.ts';
import type { History } from '../segments/histories.ts';
import type { ShopGroups, Who } from './insights.schema.ts';
import { isAmong, scopeOf } from './who.ts';

/**
 * Customers by our group of who buys how recently and how often against Shopify's own, which has
 * the same names and cut-offs nobody publishes; who has only one of the two is counted beside.
 */
export function shopGroupsOf({ columns, meta }: History, who: Who): ShopGroups {
  const scope = scopeOf(columns, who);
  const counts = new Map<string, { ours: SegmentKey; shops: ShopGroup; customers: number }>();
  let agree = 0;
  let compared = 0;
  let onlyOurs = 0;
  let onlyShops = 0;
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const ours = segmentKeys[columns.segment[i] ?? -1];
    const shops = shopGroups[columns.groups.shopGroup[i] ?? -1];
    if (ours === undefined || shops === undefined) {
      if (ours !== undefined) onlyOurs += 1;
      if (shops !== undefined) onlyShops += 1;
      continue;
    }
    compared += 1;
    if (ours === shops) agree += 1;
    const cell = counts.get(`${ours} ${shops}`) ?? { ours, shops, customers: 0 };
    cell.customers += 1;
    counts.set(`${ours} ${shops}`, cell);
  }
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    compared,
    agree,
    cells: [...counts.values()]
      .sort((one, other) => other.customers - one.customers || placeOf(one) - placeOf(other))
      .map((cell) => ({
        ...cell,
        query: scope.query(
          `rfm_segment = '${cell.ours}' AND rfm_group = '${cell.shops.toUpperCase()}'`,
          'any',
        ),
      })),
    onlyOurs: {
      customers: onlyOurs,
      query: scope.query('rfm_segment IS NOT NULL AND rfm_group IS NULL', 'any'),
    },
    onlyShops: {
      customers: onlyShops,
      query: scope.query('rfm_segment IS NULL AND rfm_group IS NOT NULL', 'any'),
    },
  };
}

function placeOf({ ours, shops }: { ours: SegmentKey; shops: ShopGroup }): number {
  return segmentKeys.indexOf(ours) * shopGroups.length + shopGroups.indexOf(shops);
}
