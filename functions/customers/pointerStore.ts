import { z } from 'zod';
import { absent, revIs, type Item, type Table, type Write } from '../platform/dynamo.ts';
import { bucketPk, keys } from '../platform/keys.ts';
import { packLedger, unpackLedger } from './ledger.ts';
import type { LedgerRow } from './ledgerRow.ts';
import type { Version } from './version.ts';

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const pointerItemSchema = z.object({
  orderId: z.string(),
  rev: z.number().int(),
  customerId: z.string().nullable(),
  version: bytesSchema,
  guest: bytesSchema.nullable(),
  deleted: z.boolean(),
  redacted: z.literal(true).optional(),
});

/** Whose an order is. A guest's order has its row here; a deleted one is nobody's for good. */
export interface Pointer {
  orderId: string;
  rev: number;
  owner:
    { is: 'customer'; customerId: string } | { is: 'guest'; row: LedgerRow } | { is: 'deleted' };
  /** Of the state that set this owner; the owner's own row may be newer. */
  version: Version;
  /** A guest's order that was to be erased: it stays stripped, whatever is told of it. */
  redacted?: true;
}

/** The write of a pointer over the one read at `pointer.rev`, which it raises; 0: where there is none. */
export function pointerWrite(shop: string, pointer: Pointer): Write & { do: 'put' } {
  const { orderId, owner, version } = pointer;
  return {
    do: 'put',
    item: {
      ...keys.pointer(shop, orderId),
      orderId,
      rev: pointer.rev + 1,
      customerId: owner.is === 'customer' ? owner.customerId : null,
      version,
      guest: owner.is === 'guest' ? packLedger([owner.row]) : null,
      deleted: owner.is === 'deleted',
      redacted: pointer.redacted,
    },
    condition: revIs(pointer.rev),
  };
}

export function pointerOf(item: Item): Pointer {
  const kept = pointerItemSchema.parse(item);
  const { orderId, rev, customerId, version, guest, deleted, redacted } = kept;
  const row = guest === null ? undefined : unpackLedger(guest)[0];
  const pointer = { orderId, rev, version, ...(redacted && { redacted }) };
  if (deleted) return { ...pointer, owner: { is: 'deleted' } };
  if (row !== undefined) return { ...pointer, owner: { is: 'guest', row } };
  if (customerId === null) throw new Error('an order pointer without an owner');
  return { ...pointer, owner: { is: 'customer', customerId } };
}

export async function readPointer(
  table: Table,
  shop: string,
  orderId: string,
): Promise<Pointer | undefined> {
  const item = await table.get(keys.pointer(shop, orderId));
  return item === undefined ? undefined : pointerOf(item);
}

/** Pointers by order; an order without one is missing. */
export async function readPointers(
  table: Table,
  shop: string,
  orderIds: readonly string[],
): Promise<Map<string, Pointer>> {
  const items = await table.getMany(orderIds.map((id) => keys.pointer(shop, id)));
  return new Map(items.map(pointerOf).map((pointer) => [pointer.orderId, pointer]));
}

/** Puts the pointer if there is none; answers with the one that stands then, ours or another's. */
export async function claimOrder(table: Table, shop: string, wanted: Pointer): Promise<Pointer> {
  const { item } = pointerWrite(shop, wanted);
  const written = await table.put(item, absent);
  if (written.outcome === 'done') return { ...wanted, rev: wanted.rev + 1 };
  if (written.existing !== undefined) return pointerOf(written.existing);
  const standing = await readPointer(table, shop, wanted.orderId);
  if (standing === undefined) throw new Error('an order pointer that exists and cannot be read');
  return standing;
}

/** Orders without a customer in one of the shop's buckets; the pointers of all others stay there. */
export async function* streamGuests(
  table: Table,
  shop: string,
  bucket: number,
): AsyncGenerator<LedgerRow, void, undefined> {
  const guests = { only: ['guest'], withBytes: 'guest' };
  const pk = bucketPk(shop, 'O', bucket);
  for await (const page of table.query({ pk, prefix: 'O#', ...guests })) {
    for (const item of page) {
      if (!(item['guest'] instanceof Uint8Array)) continue;
      yield* unpackLedger(item['guest']);
    }
  }
}
