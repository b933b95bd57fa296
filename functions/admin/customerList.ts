import { findCustomerByMail, findOrderByName } from '../customers/lookupStore.ts';
import { nameOf, openPerson } from '../customers/person.ts';
import { readPointer } from '../customers/pointerStore.ts';
import { readCustomers, readMerged } from '../customers/store.ts';
import { movedBy } from '../insights/pastDays.ts';
import { instantOf } from '../platform/apiValue.ts';
import { Refusal } from '../platform/refusal.ts';
import { idAt, indexOfId, type Columns } from '../segments/columns.ts';
import { listCustomers as listPage } from '../segments/list.ts';
import { select, type Selection } from '../segments/query/evaluate.ts';
import { contextOfSnapshot } from '../segments/queryContext.ts';
import type { Snapshot } from '../segments/snapshot.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { CustomerDeskDeps } from './customerDeskDeps.ts';
import { rowAt } from './customerRow.ts';
import type { CustomerList, CustomerListQuery } from './customers.schema.ts';

/** A page of the last run's customers, by query and search, with the names from their own files. */
export async function listCustomers(
  record: ShopRecord,
  { query, search, moved, sort, limit, cursor }: CustomerListQuery,
  deps: CustomerDeskDeps,
): Promise<CustomerList> {
  const { shop, currency } = record;
  const snapshot = await deps.snapshots.open(shop);
  if (snapshot === null) return { customers: [], total: 0, cursor: null, computedAt: null };
  const { columns, meta } = snapshot;
  const asked = query === undefined ? null : await selectionOf(shop, query, snapshot, deps);
  const matching = moved === undefined ? asked : await whoMoved(moved, snapshot, asked, deps);
  const typed = search?.trim() ?? '';
  const selection =
    typed === '' ? matching : among(await foundBy(shop, typed, columns, deps), columns, matching);
  const page = listPage(columns, selection, { sort, limit, cursor: cursor ?? null });
  const ids = page.rows.map((index) => idAt(columns, index));
  const files = await readCustomers(deps.table, shop, ids);
  return {
    customers: page.rows.map((index, position) => {
      const item = files[position]?.item;
      const sealed = item === undefined ? null : item.personal;
      const person = openPerson(deps.vault, shop, idAt(columns, index), sealed);
      return rowAt(columns, index, currency, nameOf(person));
    }),
    total: page.total,
    cursor: page.cursor,
    computedAt: instantOf(meta.asOf),
  };
}

async function selectionOf(
  shop: string,
  query: string,
  snapshot: Snapshot,
  { queries }: CustomerDeskDeps,
): Promise<Selection> {
  const read = await queries.read(shop, query, 'query');
  return select(read, snapshot.columns, contextOfSnapshot(snapshot, null));
}

/** Those of one cell of a movement, and only where the query matches too. */
async function whoMoved(
  moved: string,
  { columns, meta }: Snapshot,
  matching: Selection | null,
  { pastShops, clock }: CustomerDeskDeps,
): Promise<Selection> {
  const now = Math.floor(clock.businessMs() / 1000);
  const { version, who } = await movedBy(pastShops, meta.shop, moved, now);
  if (version !== meta.version) {
    throw new Refusal('unavailable', 'The classes were just computed again: try in a moment.');
  }
  return only((index) => who[index] === 1, columns, matching);
}

/** Ids behind what was typed: an e-mail address, an order's name, an id, or a person's name. */
async function foundBy(
  shop: string,
  typed: string,
  columns: Columns,
  deps: CustomerDeskDeps,
): Promise<string[]> {
  const { table, vault } = deps;
  if (typed.includes('@')) {
    const id = await findCustomerByMail(table, vault, shop, typed);
    if (id !== undefined) return [(await readMerged(table, shop, id)).item.customerId];
  }
  const orderId =
    (await findOrderByName(table, shop, typed)) ??
    (/^\d+$/.test(typed) ? await findOrderByName(table, shop, `#${typed}`) : undefined);
  if (orderId !== undefined) {
    const pointer = await readPointer(table, shop, orderId);
    if (pointer?.owner.is === 'customer') return [pointer.owner.customerId];
  }
  return indexOfId(columns, typed) < 0 ? deps.findByName(shop, typed) : [typed];
}

/** Only these, and only where the query matches too. */
function among(ids: readonly string[], columns: Columns, matching: Selection | null): Selection {
  const indexes = new Set(ids.map((id) => indexOfId(columns, id)));
  return only((index) => indexes.has(index), columns, matching);
}

function only(
  isOne: (index: number) => boolean,
  columns: Columns,
  matching: Selection | null,
): Selection {
  const states = new Uint8Array(columns.count);
  let count = 0;
  let undecided = 0;
  for (let index = 0; index < columns.count; index += 1) {
    if (!isOne(index)) continue;
    const state = matching === null ? matched : (matching.states[index] ?? 0);
    states[index] = state;
    if (state === matched) count += 1;
    else if (state > 0) undecided += 1;
  }
  return { states, count, undecided };
}

const matched = 2;
