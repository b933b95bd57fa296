import { shopGroups } from '../customers/customer.schema.ts';
import { instantOf } from '../platform/apiValue.ts';
import { segmentKeys } from '../segments/classes.schema.ts';
import { unknownInt } from '../segments/columns.ts';
import type { History } from '../segments/histories.ts';
import type { ShopGroups, Who } from './insights.schema.ts';
import { isAmong, scopeOf } from './who.ts';

/**
 * Customers by our group of who buys how recently and how often against Shopify's own, which has
 * the same names and cut-offs nobody publishes; who has only one of the two is counted beside.
 */
export function shopGroupsOf({ columns, meta }: History, who: Who): ShopGroups {
  const scope = scopeOf(columns, who);
  /** By place of ours, then of theirs. */
  const counts = new Int32Array(segmentKeys.length * shopGroups.length);
  const only = { ours: 0, shops: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const ours = columns.segment[i] ?? unknownInt;
    const shops = columns.groups.shopGroup[i] ?? unknownInt;
    if (ours !== unknownInt && shops !== unknownInt) {
      const place = ours * shopGroups.length + shops;
      counts[place] = (counts[place] ?? 0) + 1;
    } else if (ours !== unknownInt) only.ours += 1;
    else if (shops !== unknownInt) only.shops += 1;
  }
  const cells = segmentKeys.flatMap((ours, row) =>
    shopGroups.flatMap((shops, column) => {
      const customers = counts[row * shopGroups.length + column] ?? 0;
      if (customers === 0) return [];
      const condition = `rfm_segment = '${ours}' AND rfm_group = '${shops.toUpperCase()}'`;
      return [{ ours, shops, customers, query: scope.query(condition, 'any') }];
    }),
  );
  const sum = (some: typeof cells) => some.reduce((total, { customers }) => total + customers, 0);
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    compared: sum(cells),
    agree: sum(cells.filter(({ ours, shops }) => ours === shops)),
    cells: cells.toSorted((one, other) => other.customers - one.customers),
    onlyOurs: {
      customers: only.ours,
      query: scope.query('rfm_segment IS NOT NULL AND rfm_group IS NULL', 'any'),
    },
    onlyShops: {
      customers: only.shops,
      query: scope.query('rfm_segment IS NULL AND rfm_group IS NOT NULL', 'any'),
    },
  };
}
