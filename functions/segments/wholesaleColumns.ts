import type { Columns } from './columns.ts';
import { largeOrderWindowDays } from './largeOrder.ts';
import { NumberList } from './numberList.ts';
import {
  isMarked,
  isSale,
  rowMinor,
  rowsOf,
  walkInRows,
  type OrderColumns,
} from './orderColumns.ts';
import type { OrdersOfRankings, OrderValues } from './placeColumns.ts';

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
  wholesale: Uint8Array,
  { asOf, today }: { asOf: number; today: number },
): OrdersOfRankings {
  const retail = { all: new NumberList(), recent: new NumberList() };
  const company = { all: new NumberList(), recent: new NumberList() };
  const add = (row: number, isWholesale: boolean) => {
    if (!isSale(orders, row, asOf)) return;
    const lists = isWholesale ? company : retail;
    const minor = rowMinor(orders, row, asOf);
    lists.all.push(minor);
    if ((orders.day[row] ?? 0) > today - largeOrderWindowDays) lists.recent.push(minor);
  };
  for (let i = 0; i < wholesale.length; i += 1) {
    const { from, to } = rowsOf(orders, i);
    for (let row = from; row < to; row += 1) add(row, wholesale[i] === 1);
  }
  const { from, to } = walkInRows(orders);
  for (let row = from; row < to; row += 1) add(row, isMarked(orders, row, 'wholesale'));
  return { retail: doneOf(retail), wholesale: doneOf(company) };
}

function doneOf({ all, recent }: Record<keyof OrderValues, NumberList>): OrderValues {
  return { all: all.done(), recent: recent.done() };
}
