import { nameOf, openPerson } from '../customers/person.ts';
import { readCustomers } from '../customers/store.ts';
import { idAt, type Columns } from '../segments/columns.ts';
import type { Preview } from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import { reserveOf, type Rule } from './rule.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { Waterfall } from './waterfall.ts';

const sampleSize = 5;
const daySeconds = 86_400;

/** Who would get it now and what it would cost at most, with the largest by name. */
export async function previewOf(
  shop: string,
  rule: Rule,
  columns: Columns,
  fall: Waterfall,
  now: number,
  desk: Desk,
): Promise<Preview> {
  const shown = fall.due.slice(0, Math.min(sampleSize, fall.receiving));
  const ids = shown.map((index) => idAt(columns, index));
  const customers = await readCustomers(desk.table, shop, ids);
  return {
    matching: fall.matching,
    excluded: [...fall.excluded].map(([reason, count]) => ({ reason, count })),
    receiving: fall.receiving,
    costCeiling:
      rule.offer.kind === 'percentage'
        ? null
        : moneyOf(fall.receiving * reserveOf(rule), rule.currency),
    sample: customers.map(({ item }, n) => {
      const index = shown[n] ?? 0;
      const lastAt = columns.lastAt[index] ?? 0;
      const since = columns.lifecycleSince[index] ?? 0;
      const lapsed = Math.floor((now - lastAt) / daySeconds);
      return {
        id: item.customerId,
        name: nameOf(openPerson(desk.vault, shop, item.customerId, item.personal)),
        netSpent: moneyOf(columns.netMinor[index] ?? 0, rule.currency),
        why: `The last order was ${String(lapsed)} days ago.`,
        lastOrderAt: lastAt === 0 ? null : instantOf(lastAt),
        since: since === 0 ? null : instantOf(since),
      };
    }),
  };
}
