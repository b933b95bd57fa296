import type { Calendar } from '../../customers/calendar.ts';
import type { LedgerRow } from '../../customers/ledgerRow.ts';
import type { Columns } from '../columns.ts';
import type { OrderColumns } from '../orderColumns.ts';
import { OrderColumnsBuilder } from '../orderColumnsBuilder.ts';
import type { Standing } from '../standing.ts';
import { earlyCuts } from './early.ts';
import { goodsOf, type Good, type ShopProduct } from './goods.ts';
import { readGroups } from './readGroups.ts';
import { shelfOf } from './shelf.ts';

/** What one moment of a shop is: epoch seconds, and the calendar by which hours are told. */
export interface GroupTime {
  asOf: number;
  calendar: Calendar;
}

/** Writes everybody's groups into the columns of a run; answers the products they rest on. */
export function fillGroups(
  columns: Columns,
  orders: OrderColumns,
  products: ReadonlyMap<string, ShopProduct>,
  time: GroupTime,
): Good[] {
  const goods = goodsOf(orders.productIds, products, earlyCuts(orders, time.asOf));
  writeGroups(columns, orders, goods, time);
  return goods;
}

/** The same for columns of one customer, whose early purchases are judged by the last run's products. */
export function fillGroupsOfOne(
  columns: Columns,
  rows: readonly LedgerRow[],
  standing: Pick<Standing, 'isLeftOut' | 'wholesaleByTag'>,
  goods: readonly Good[],
  time: GroupTime,
): void {
  writeGroups(columns, ordersOfOne(rows, standing, time.calendar), goods, time);
}

/** One customer's ledger as the columns of a shop that has no other. */
export function ordersOfOne(
  rows: readonly LedgerRow[],
  standing: Pick<Standing, 'isLeftOut' | 'wholesaleByTag'>,
  calendar: Calendar,
): OrderColumns {
  const builder = new OrderColumnsBuilder(calendar);
  builder.addCustomer(rows, standing);
  return builder.done(Uint32Array.of(0));
}

/** What is no matter of orders is in the columns already. */
function writeGroups(
  columns: Columns,
  orders: OrderColumns,
  goods: readonly Good[],
  time: GroupTime,
): void {
  const { names, shopGroup, ageBand, fields } = columns.groups;
  const { country, region } = names;
  const groups = readGroups(orders, shelfOf(goods, orders.productIds), time);
  columns.groups = {
    ...groups,
    names: { ...groups.names, country, region },
    shopGroup,
    ageBand,
    fields,
  };
}
