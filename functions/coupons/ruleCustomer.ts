import type { LedgerRow } from '../customers/ledgerRow.ts';
import { readPointer } from '../customers/pointerStore.ts';
import { historyIncomplete, isGone } from '../customers/profile.ts';
import { readCustomer, readMerged } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import type { RuleCustomer } from './decision.ts';

/**
 * A customer as rules look at them, read now; who is not there any more is `gone`. What was noted of
 * who was merged since is for who took them over.
 */
export async function readRuleCustomer(
  table: Table,
  shop: string,
  customerId: string,
): Promise<RuleCustomer> {
  const { item } = await readMerged(table, shop, customerId);
  const { lifecycle } = item.classes;
  const formerIds = await idsUpTo(table, shop, customerId, item.customerId);
  return {
    customerId: item.customerId,
    ...(formerIds.length === 0 ? {} : { formerIds }),
    gone: item.rev === 0 || isGone(item),
    lifecycle: lifecycle === undefined ? null : { value: lifecycle.value, since: lifecycle.since },
    lastOrderAt: item.totals.lastAt,
    historyIncomplete: historyIncomplete(item.shopSays, item.totals.rows),
  };
}

/** Under which ids somebody was known from this one on, until the last, which is not among them. */
async function idsUpTo(table: Table, shop: string, from: string, last: string): Promise<string[]> {
  const ids: string[] = [];
  for (let id = from; id !== last;) {
    ids.push(id);
    id = (await readCustomer(table, shop, id)).item.mergedInto ?? last;
  }
  return ids;
}

/** An order wherever it is kept now; undefined once it is deleted. */
export async function readOrderRow(
  table: Table,
  shop: string,
  orderId: string,
): Promise<LedgerRow | undefined> {
  const pointer = await readPointer(table, shop, orderId);
  if (pointer === undefined) return undefined;
  switch (pointer.owner.is) {
    case 'deleted':
      return undefined;
    case 'guest':
      return pointer.owner.row;
    case 'customer': {
      const { rows } = await readCustomer(table, shop, pointer.owner.customerId);
      return rows.find((row) => row.orderId === orderId);
    }
  }
}
