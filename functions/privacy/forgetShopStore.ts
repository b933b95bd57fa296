import { z } from 'zod';
import type { Table, Write } from '../platform/dynamo.ts';
import { bucketCount, bucketKinds, bucketPk, keys, type Key } from '../platform/keys.ts';

const keySchema = z.object({ pk: z.string(), sk: z.string() });
/** Deletes on their way side by side. */
const atOnce = 25;
/** Buckets read side by side; a divisor of their number. */
const bucketsAtOnce = 16;

/**
 * Deletes items of the shop that lie in buckets, at most about `most` of them; answers how many, and
 * whether there may be more. What is deleted stays deleted: called again it goes on.
 */
export async function deleteBuckets(
  table: Table,
  shop: string,
  most: number,
): Promise<{ deleted: number; more: boolean }> {
  let deleted = 0;
  for (const kind of bucketKinds) {
    for (let first = 0; first < bucketCount; first += bucketsAtOnce) {
      const buckets = Array.from({ length: bucketsAtOnce }, (_, index) => first + index);
      const found = await Promise.all(
        buckets.map((bucket) => keysIn(table, bucketPk(shop, kind, bucket), most)),
      );
      deleted += await deleteAll(table, found.flat());
      if (deleted >= most) return { deleted, more: true };
    }
  }
  return { deleted, more: false };
}

/** Keys of a partition, about `most` of them. */
async function keysIn(table: Table, pk: string, most: number): Promise<Key[]> {
  const found: Key[] = [];
  for await (const page of table.query({ pk })) {
    found.push(...page.map((item) => keySchema.parse(item)));
    if (found.length >= most) break;
  }
  return found;
}

/** Deletes the shop's own items but its record and this request, which come last. */
export async function deleteShopItems(
  table: Table,
  shop: string,
  requestId: string,
): Promise<number> {
  const last = [keys.shop(shop), keys.job(shop, `privacy-${requestId}`)].map(({ sk }) => sk);
  let deleted = 0;
  for await (const page of table.query({ pk: keys.shop(shop).pk })) {
    const found = page.map((item) => keySchema.parse(item)).filter(({ sk }) => !last.includes(sk));
    deleted += await deleteAll(table, found);
  }
  return deleted;
}

/** The shop's record and the request to forget it: from then on nothing is left. */
export async function deleteShopRecord(
  table: Table,
  shop: string,
  requestId: string,
): Promise<void> {
  const writes = [keys.shop(shop), keys.job(shop, `privacy-${requestId}`)].map((key): Write => ({
    do: 'delete',
    key,
  }));
  await table.transact(writes);
}

async function deleteAll(table: Table, found: readonly Key[]): Promise<number> {
  for (let start = 0; start < found.length; start += atOnce) {
    await Promise.all(found.slice(start, start + atOnce).map((key) => table.delete(key)));
  }
  return found.length;
}
