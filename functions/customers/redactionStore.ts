import { z } from 'zod';
import { bucketCount, bucketPk, keys, type Key } from '../platform/keys.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { CustomerItem } from './customer.schema.ts';
import { likenessesOfItem } from './likeness.ts';
import { dropLikenesses } from './likenessStore.ts';
import { dropMailHash, dropName } from './lookupStore.ts';
import { mailHash, openPerson } from './person.ts';
import { pointerWrite, readPointer } from './pointerStore.ts';
import { isRedactedRow, redactedRow } from './redactedRow.ts';
import {
  commit,
  customerWrites,
  nobodyYet,
  readCustomer,
  readCustomers,
  type Customer,
} from './store.ts';
import { versionOf } from './version.ts';

/** More tries than workers that can meet on one customer. */
const mostAttempts = 40;
/** What one transaction holds at most. */
const mostWrites = 100;
/** Buckets read side by side; a divisor of their number. */
const bucketsAtOnce = 8;
/** Rows stripped together; halved where that touches too many chunks. */
const rowsAtOnce = 2_000;

/**
 * Leaves a tombstone of this customer: the ledger, for the shop's sums, and nothing of the person.
 * From then on nothing that is told of them is taken. A customer never seen gets one too, since the
 * shop may tell of them later. `redactedAt`: epoch seconds of business time.
 */
export async function buryCustomer(
  table: Table,
  vault: Vault,
  shop: string,
  customerId: string,
  redactedAt: number,
): Promise<'buried' | 'wasBuried'> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const customer = await readCustomer(table, shop, customerId);
    const { item, rows } = customer;
    if (item.redactedAt !== null) return 'wasBuried';
    // Before the tombstone, which does not know the addresses any more.
    for (const hash of mailsOf(vault, shop, item)) {
      await table.put({ ...keys.goneMail(shop, hash), customerId });
      await dropMailHash(table, shop, hash, customerId);
    }
    await dropLikenesses(table, shop, likenessesOfItem(vault, shop, item), customerId);
    const { rev, totals, mergedInto, deletedAt } = item;
    const bare = nobodyYet(shop, customerId).item;
    const grave: Customer = { ...customer, item: { ...bare, rev }, kept: {} };
    const change = { item: { totals, mergedInto, deletedAt, redactedAt }, rows };
    const { writes } = customerWrites(shop, grave, change);
    if ((await commit(table, writes)) === 'kept') return 'buried';
  }
  throw new Error('a customer to be erased met a conflict on every attempt');
}

/** Takes all but money and dates out of the orders of who is buried; answers how many it changed. */
export async function stripOrders(
  table: Table,
  shop: string,
  customerId: string,
): Promise<{ orders: number; names: number }> {
  const done = { orders: 0, names: 0 };
  let size = rowsAtOnce;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const customer = await readCustomer(table, shop, customerId);
    const whole = customer.rows.filter((row) => !isRedactedRow(row)).slice(0, size);
    if (whole.length === 0) return done;
    const now = new Set(whole.map((row) => row.orderId));
    const rows = customer.rows.map((row) => (now.has(row.orderId) ? redactedRow(row) : row));
    const { writes } = customerWrites(shop, customer, { item: {}, rows });
    if (writes.length > mostWrites && size > 1) {
      size = Math.ceil(size / 2);
      attempt -= 1;
      continue;
    }
    // Before the rows, which do not know the names any more.
    for (const { name, orderId } of whole) {
      if (name !== null && (await dropName(table, shop, name, orderId))) done.names += 1;
    }
    if ((await commit(table, writes)) === 'conflict') continue;
    done.orders += whole.length;
    attempt = -1;
  }
  throw new Error('orders to be erased met a conflict on every attempt');
}

const ofCustomerSchema = z.object({ pk: z.string(), sk: z.string(), customerId: z.string() });

/** Takes away every entry of the customer's timeline; answers how many there were. */
export async function dropTimeline(
  table: Table,
  shop: string,
  customerId: string,
): Promise<number> {
  const { pk, sk } = keys.timeline(shop, customerId, '', '');
  const entries: Key[] = [];
  for await (const page of table.query({ pk, prefix: sk.slice(0, -1) })) {
    for (const item of page) {
      const found = ofCustomerSchema.parse(item);
      if (found.customerId === customerId) entries.push(found);
    }
  }
  for (const entry of entries) await table.delete(entry);
  return entries.length;
}

/**
 * These customers and all who were merged into each other with them: one person under several ids.
 * Reads every customer of the shop, which an erasure may cost.
 */
export async function kinOf(
  table: Table,
  shop: string,
  customerIds: readonly string[],
): Promise<string[]> {
  const joined = new Map<string, Set<string>>();
  const join = (one: string, other: string) => {
    joined.set(one, (joined.get(one) ?? new Set()).add(other));
  };
  const read = async (bucket: number) => {
    for await (const page of table.query({ pk: bucketPk(shop, 'P', bucket), prefix: 'C#' })) {
      for (const item of page) {
        const merged = mergedSchema.safeParse(item);
        if (!merged.success) continue;
        join(merged.data.customerId, merged.data.mergedInto);
        join(merged.data.mergedInto, merged.data.customerId);
      }
    }
  };
  for (let first = 0; first < bucketCount; first += bucketsAtOnce) {
    const buckets = Array.from({ length: bucketsAtOnce }, (_, index) => first + index);
    await Promise.all(buckets.map(read));
  }
  const kin = new Set(customerIds);
  // A set that is added to while it is gone through comes to the new ones too.
  for (const id of kin) for (const other of joined.get(id) ?? []) kin.add(other);
  return [...kin];
}

const mergedSchema = z.object({ customerId: z.string(), mergedInto: z.string() });

/**
 * Strips guests' orders among these, which then stay stripped whatever is told of them; answers how
 * many there were.
 */
export async function stripGuestOrders(
  table: Table,
  shop: string,
  orderIds: readonly string[],
): Promise<number> {
  let stripped = 0;
  for (const orderId of orderIds) {
    for (let attempt = 0; ; attempt += 1) {
      if (attempt === mostAttempts) throw new Error('an order met a conflict on every attempt');
      const pointer = await readPointer(table, shop, orderId);
      if (pointer?.owner.is !== 'guest' || pointer.redacted === true) break;
      const { name } = pointer.owner.row;
      if (name !== null) await dropName(table, shop, name, orderId);
      const row = redactedRow(pointer.owner.row);
      const owner = { is: 'guest', row } as const;
      const next = { ...pointer, owner, version: versionOf(row, null), redacted: true as const };
      if ((await commit(table, [pointerWrite(shop, next)])) === 'conflict') continue;
      stripped += 1;
      break;
    }
  }
  return stripped;
}

/** Keyed hashes of every address that leads to one of these customers. */
export async function mailsOfAll(
  table: Table,
  vault: Vault,
  shop: string,
  customerIds: readonly string[],
): Promise<string[]> {
  const customers = await readCustomers(table, shop, customerIds);
  return [...new Set(customers.flatMap(({ item }) => mailsOf(vault, shop, item)))];
}

/** Remembers that whoever has these addresses (keyed hashes) was erased as this customer. */
export async function markMailsGone(
  table: Table,
  shop: string,
  hashes: readonly string[],
  customerId: string,
): Promise<void> {
  for (const hash of hashes) await table.put({ ...keys.goneMail(shop, hash), customerId });
}

/** Keyed hashes of every address that may lead to this customer. */
function mailsOf(vault: Vault, shop: string, item: CustomerItem): string[] {
  const { email } = openPerson(vault, shop, item.customerId, item.personal);
  const own = email === null ? [] : [mailHash(vault, shop, email)];
  return [...own, ...(item.formerMails ?? [])];
}

/**
 * Id of the erased customer who had this address, if one had: a file or a shop that knows buyers by
 * address alone must not bring them back. Kept as a keyed hash.
 */
export async function findGoneByMail(
  table: Table,
  vault: Vault,
  shop: string,
  email: string,
): Promise<string | undefined> {
  const item = await table.get(keys.goneMail(shop, mailHash(vault, shop, email)));
  return item === undefined ? undefined : ofCustomerSchema.parse(item).customerId;
}
