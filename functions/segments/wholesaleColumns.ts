import type { Columns } from './columns.ts';
import { addDay } from './orderGaps.ts';
import {
  isMarked,
  isSale,
  rowMinor,
  rowsOf,
  walkInRows,
  type OrderColumns,
} from './orderColumns.ts';
import { OrderValueLists } from './orderValues.ts';
import type { OrdersOfRankings } from './placeColumns.ts';
import { rankingKeyOf } from './ranking.ts';

/** Who is a wholesale customer (1) if these tags make one, as of an instant (epoch seconds). */
export function wholesaleUnder(
  tags: readonly string[],
  columns: Columns,
  orders: OrderColumns,
  asOf: number,
): Uint8Array {
  const wanted = new Set(tags.map((tag) => tag.trim().toLowerCase()));
  const makes = columns.tagNames.map((name) => wanted.has(name.trim().toLowerCase()));
  const wholesale = new Uint8Array(columns.count);
  for (let i = 0; i < columns.count; i += 1) {
    const worn = columns.tagCodes.subarray(columns.tagOffsets[i], columns.tagOffsets[i + 1]);
    const byTag = worn.some((code) => makes[code] === true);
    wholesale[i] = byTag || hasCompanyOrder(orders, i, asOf) ? 1 : 0;
  }
  return wholesale;
}

function hasCompanyOrder(orders: OrderColumns, customer: number, asOf: number): boolean {
  const { from, to } = rowsOf(orders, customer);
  for (let row = from; row < to; row += 1) {
    if (isMarked(orders, row, 'wholesale') && (orders.placedAt[row] ?? 0) <= asOf) return true;
  }
  return false;
}

/** Values of all orders that count, each in the ranking of its customer, as a run gathers them. */
export function orderValues(
  orders: OrderColumns,
  { wholesale, historyIncomplete, count }: Columns,
  { asOf, today }: { asOf: number; today: number },
): OrdersOfRankings {
  const values = new OrderValueLists(today);
  const ownDays: number[] = [];
  const add = (row: number, isWholesale: boolean): boolean => {
    if (!isSale(orders, row, asOf)) return false;
    const ranking = rankingKeyOf({ wholesale: isWholesale });
    values.add(ranking, orders.day[row] ?? 0, rowMinor(orders, row, asOf));
    return true;
  };
  for (let i = 0; i < count; i += 1) {
    const { from, to } = rowsOf(orders, i);
    const isWholesale = wholesale[i] === 1;
    ownDays.length = 0;
    for (let row = from; row < to; row += 1) {
      if (!add(row, isWholesale) || isMarked(orders, row, 'renewal')) continue;
      addDay(ownDays, orders.day[row] ?? 0);
    }
    if (historyIncomplete[i] !== 1)
      values.of(rankingKeyOf({ wholesale: isWholesale })).gaps.add(ownDays);
  }
  const { from, to } = walkInRows(orders);
  for (let row = from; row < to; row += 1) add(row, isMarked(orders, row, 'wholesale'));
  return values.done();
}
