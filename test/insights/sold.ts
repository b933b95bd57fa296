import fc from 'fast-check';
import { shelfOf } from '../../functions/segments/groups/shelf.ts';
import type { History } from '../../functions/segments/histories.ts';
import { good } from '../segments/groups/soldShop.ts';
import { asOf, historyOf, type Buyer } from './history.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { fact } from '../customers/rows.ts';

export const goods = [
  good('a', { title: 'Green', type: 'Tea', vendor: 'North', size: { at: 1, of: 2 } }),
  good('b', { title: 'Black', type: 'tea', vendor: 'South' }),
  good('c', { title: "O'Cup", type: 'Cups', vendor: 'North', size: { at: 0, of: 1 } }),
  good('d'),
];

type Sold = readonly [
  product: string | null,
  quantity: number,
  net: number,
  variant?: string | undefined,
];

/** A paid order so many days before the run. */
export function sold(
  daysAgo: number,
  lines: readonly Sold[],
  over: Partial<LedgerRow> = {},
): LedgerRow {
  const placedAt = Math.round(asOf - daysAgo * 86_400);
  return rowOf(
    fact({
      orderId: `${String(daysAgo)}/${JSON.stringify(lines)}`,
      placedAt,
      updatedAt: placedAt,
      totalMinor: 1_000,
      lines: lines.map(([productId, quantity, netMinor, variant]) => {
        const line = { productId, quantity, netMinor };
        return variant === undefined ? line : { ...line, variant };
      }),
      ...over,
    }),
  );
}

/** A history and the shelf that belongs to it; `levels`: codes of each buyer's level. */
export function soldHistory(buyers: Buyer[], levels: number[] = [], walkIns: LedgerRow[] = []) {
  const history: History = historyOf(buyers, { walkIns });
  history.columns.level.fill(-1);
  levels.forEach((code, index) => (history.columns.level[index] = code));
  return { history, shelf: shelfOf(goods, history.orders.productIds) };
}

const anyLine = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd', 'gone', null),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: -200, max: 4_000 }),
  fc.constantFrom(undefined, 'M', 'Red / M', 'Red / L', 'Red / l', 'Red / M / Long'),
);
const anySale = fc
  .record({
    daysAgo: fc.integer({ min: 0, max: 800 }),
    lines: fc.array(anyLine, { maxLength: 4 }),
    payment: fc.constantFrom('paid' as const, 'paid' as const, 'pending' as const),
    discountMinor: fc.constantFrom(0, 0, 250),
    codes: fc.constantFrom<string[]>([], ['CODE']),
  })
  .map(({ daysAgo, lines, ...over }) => sold(daysAgo, lines, over));
export const anySales = fc
  .uniqueArray(anySale, { selector: ({ orderId }) => orderId, maxLength: 6 })
  .map((rows) => rows.sort(rowOrder));
export const anySoldShop = fc.record({
  buyers: fc.array(fc.record({ rows: anySales, wholesale: fc.constantFrom(false, false, true) }), {
    maxLength: 8,
  }),
  levels: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 8, maxLength: 8 }),
  walkIns: anySales,
});
