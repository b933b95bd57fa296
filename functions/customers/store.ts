import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { revIs, type Item, type Table, type Write } from '../platform/dynamo.ts';
import { bucketPk, chunkPrefix, keys } from '../platform/keys.ts';
import { layOut } from './chunks.ts';
import type { CustomerItem } from './customer.schema.ts';
import { keptCustomer } from './keptCustomer.ts';
import { readKept } from './readKept.ts';
import { unpackLedger } from './ledger.ts';
import { rowOrder, type LedgerRow } from './ledgerRow.ts';

/** A customer as read at `item.rev`; 0: there is none yet. */
export interface Customer {
  item: CustomerItem;
  /** The whole ledger, oldest first. */
  rows: LedgerRow[];
  /** Chunks as they are kept, to see which a change touches. */
  chunks: ReadonlyMap<string, Uint8Array>;
  /** The item as kept: attributes other nouns put there survive a write. */
  kept: Item;
}

/** What to change; rows are the whole ledger. */
export interface CustomerChange {
  item: Partial<Omit<CustomerItem, 'rev' | 'ledger' | 'chunks' | 'pk' | 'sk' | 'customerId'>>;
  rows: LedgerRow[];
}

/** One transaction holds 100 writes; some are the pointers', the timeline's and the marks'. */
export const mostChunkWrites = 80;

const chunkSchema = z.object({
  chunkOf: z.string(),
  closedBy: z.string(),
  ledger: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

const noTotals = {
  rows: 0,
  orders: 0,
  orderDays: 0,
  netMinor: 0,
  discountMinor: 0,
  firstAt: null,
  lastAt: null,
};

/** A customer of whom nothing is known. */
export function nobodyYet(shop: string, customerId: string): Customer {
  const item: CustomerItem = {
    ...keys.customer(shop, customerId),
    customerId,
    rev: 0,
    ledger: new Uint8Array(),
    chunks: 0,
    totals: noTotals,
    classes: {},
    tags: {},
    consent: {},
    shopSays: null,
    createdAt: null,
    updatedAt: null,
    personal: null,
    mergedInto: null,
    redactedAt: null,
    deletedAt: null,
  };
  return { item, rows: [], chunks: new Map(), kept: {} };
}

/** The item first and its chunks after it: a chunk that changes meanwhile has raised `rev`. */
export async function readCustomer(
  table: Table,
  shop: string,
  customerId: string,
): Promise<Customer> {
  const kept = await table.get(keys.customer(shop, customerId));
  return kept === undefined ? nobodyYet(shop, customerId) : withChunks(table, kept);
}

/** Several customers at once, in the order asked for. */
export async function readCustomers(
  table: Table,
  shop: string,
  customerIds: readonly string[],
): Promise<Customer[]> {
  const items = await table.getMany(customerIds.map((id) => keys.customer(shop, id)));
  const byId = new Map(items.map((item) => [item['customerId'], item]));
  return Promise.all(
    customerIds.map(async (id) => {
      const kept = byId.get(id);
      return kept === undefined ? nobodyYet(shop, id) : withChunks(table, kept);
    }),
  );
}

async function withChunks(table: Table, kept: Item): Promise<Customer> {
  const item = readKept(kept);
  const own = unpackLedger(item.ledger);
  if (item.chunks === 0) return { item, rows: own, chunks: new Map(), kept };
  const chunks = new Map<string, Uint8Array>();
  const prefix = chunkPrefix(item.customerId);
  for await (const page of table.query({ pk: item.pk, prefix })) {
    for (const found of page) {
      if (found['chunkOf'] !== item.customerId) continue;
      const { closedBy, ledger } = chunkSchema.parse(found);
      chunks.set(closedBy, ledger);
    }
  }
  return { item, rows: joinLedger(own, chunks.values()), chunks, kept };
}

/** Chunks hold what is older than the item's own rows, each a stretch of its own. */
function joinLedger(own: LedgerRow[], chunks: Iterable<Uint8Array>): LedgerRow[] {
  const stretches = [...chunks].map((bytes) => unpackLedger(bytes));
  return [...stretches.flat(), ...own].sort(rowOrder);
}

/**
 * The writes of a change: the customer's item on `rev`, which is always raised, and the chunks
 * that differ. Refused where one transaction cannot hold them: the caller takes fewer orders then.
 */
export function customerWrites(
  shop: string,
  customer: Customer,
  change: CustomerChange,
): { writes: Write[]; after: Customer } {
  const { customerId, rev } = customer.item;
  const layout = layOut(change.rows);
  const item: CustomerItem = {
    ...customer.item,
    ...change.item,
    rev: rev + 1,
    ledger: layout.own,
    chunks: layout.chunks.size,
  };
  const kept = keptCustomer(item, customer.kept);
  const writes: Write[] = [{ do: 'put', item: kept, condition: revIs(rev) }];
  for (const [closedBy, ledger] of layout.chunks) {
    const before = customer.chunks.get(closedBy);
    if (before !== undefined && Buffer.compare(before, ledger) === 0) continue;
    const key = keys.chunk(shop, customerId, closedBy);
    writes.push({ do: 'put', item: { ...key, chunkOf: customerId, closedBy, ledger } });
  }
  for (const closedBy of customer.chunks.keys()) {
    if (layout.chunks.has(closedBy)) continue;
    writes.push({ do: 'delete', key: keys.chunk(shop, customerId, closedBy) });
  }
  return { writes, after: { item, rows: change.rows, chunks: layout.chunks, kept } };
}

/** All or nothing; a single write needs no transaction, which would cost twice as much. */
export async function commit(table: Table, writes: readonly Write[]): Promise<'kept' | 'conflict'> {
  const [only] = writes;
  const outcome =
    writes.length === 1 && only?.do === 'put'
      ? await table.put(only.item, only.condition)
      : await table.transact(writes);
  return outcome.outcome === 'done' ? 'kept' : 'conflict';
}

/** Longer than any that is written: a merge goes to the end of the chain it finds. */
const longestMergeChain = 50;

/** Follows merges to the customer who is there now; a chain that never ends is refused. */
export async function readMerged(table: Table, shop: string, customerId: string) {
  let id = customerId;
  for (let step = 0; step < longestMergeChain; step += 1) {
    const customer = await readCustomer(table, shop, id);
    if (customer.item.mergedInto === null) return customer;
    id = customer.item.mergedInto;
  }
  throw new Refusal('conflict', 'These customers are merged into each other: undo one merge.');
}

/** Customers of one bucket with their whole ledgers, for runs over all of them. */
export async function* streamBucket(
  table: Table,
  shop: string,
  bucket: number,
): AsyncGenerator<Customer, void, undefined> {
  const waiting = new Map<string, { kept: Item; chunks: Map<string, Uint8Array> }>();
  for await (const page of table.query({ pk: bucketPk(shop, 'P', bucket), prefix: 'C#' })) {
    for (const kept of page) {
      if (kept['chunkOf'] !== undefined) {
        const part = chunkSchema.parse(kept);
        const owner = waiting.get(part.chunkOf);
        owner?.chunks.set(part.closedBy, part.ledger);
        if (owner === undefined || owner.chunks.size < Number(owner.kept['chunks'])) continue;
        waiting.delete(part.chunkOf);
        yield assembled(owner.kept, owner.chunks);
      } else if (kept['chunks'] === 0) {
        yield assembled(kept, new Map());
      } else {
        waiting.set(String(kept['customerId']), { kept, chunks: new Map() });
      }
    }
  }
  // A chunk that came or went while the bucket was read: those customers are read by themselves.
  for (const id of waiting.keys()) yield readCustomer(table, shop, id);
}

function assembled(kept: Item, chunks: Map<string, Uint8Array>): Customer {
  const item = readKept(kept);
  return { item, rows: joinLedger(unpackLedger(item.ledger), chunks.values()), chunks, kept };
}
