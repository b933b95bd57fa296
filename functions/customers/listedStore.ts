import { z } from 'zod';
import type { Item, Table } from '../platform/dynamo.ts';
import { bucketPk } from '../platform/keys.ts';
import { readItem } from '../platform/wireItem.ts';
import { unpackLedger } from './ledger.ts';
import { rowOrder, type LedgerRow } from './ledgerRow.ts';
import { listedAttributes, readListed, type ListedItem } from './listedCustomer.ts';
import { readCustomer } from './store.ts';
import type { WireCustomer } from './wireCustomer.ts';

/** A customer as a run reads it. */
export interface ListedCustomer {
  item: ListedItem;
  /** The whole ledger, oldest first. */
  rows: LedgerRow[];
}

/** Who takes the customers that are read. */
export interface ListedReader {
  /** Reads each item it can, and is overwritten by the next. */
  item: WireCustomer;
  /** Takes the item that was read; "no" where it must be read as a whole. */
  inPlace: () => boolean;
  /** Takes a customer whose item is unusual, or whose ledger is in several. */
  whole: (customer: ListedCustomer) => void;
}

const chunkSchema = z.object({
  chunkOf: z.string(),
  closedBy: z.string(),
  ledger: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

interface Waiting {
  kept: Item;
  chunks: Map<string, Uint8Array>;
}

/** Reads the customers of one bucket with their whole ledgers, for a run over all of them. */
export async function walkBucket(
  table: Table,
  shop: string,
  bucket: number,
  reader: ListedReader,
): Promise<void> {
  const waiting = new Map<string, Waiting>();
  const range = { pk: bucketPk(shop, 'P', bucket), prefix: 'C#', only: listedAttributes };
  await table.walk(range, (cursor) => {
    const { at } = cursor;
    if (reader.item.read(cursor) && reader.inPlace()) return;
    cursor.at = at;
    const complete = withPart(waiting, readItem(cursor));
    if (complete !== null) reader.whole(assembled(complete));
  });
  // A chunk that came or went while the bucket was read: those customers are read by themselves.
  for (const id of waiting.keys()) reader.whole(await readCustomer(table, shop, id));
}

/** The customer whose last part this is; null: others are to come. */
function withPart(waiting: Map<string, Waiting>, kept: Item): Waiting | null {
  if (kept['chunkOf'] !== undefined) {
    const { chunkOf, closedBy, ledger } = chunkSchema.parse(kept);
    const owner = waiting.get(chunkOf);
    owner?.chunks.set(closedBy, ledger);
    if (owner === undefined || owner.chunks.size < Number(owner.kept['chunks'])) return null;
    waiting.delete(chunkOf);
    return owner;
  }
  const owner = { kept, chunks: new Map<string, Uint8Array>() };
  if (kept['chunks'] === 0) return owner;
  waiting.set(String(kept['customerId']), owner);
  return null;
}

function assembled({ kept, chunks }: Waiting): ListedCustomer {
  const item = readListed(kept);
  const stretches = [...chunks.values(), item.ledger].map((bytes) => unpackLedger(bytes));
  return { item, rows: stretches.flat().sort(rowOrder) };
}
