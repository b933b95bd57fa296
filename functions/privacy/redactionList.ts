import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Objects } from '../platform/objects.ts';

/**
 * What was erased is listed outside the table as well: a table restored from a backup knows nothing
 * of erasures since, and they are done again before it serves. Ids and keyed hashes, no person.
 * `at`: epoch seconds of business time.
 */
export const listedRedactionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('customer'),
    customerIds: z.array(z.string()),
    orderIds: z.array(z.string()),
    /** Keyed hashes of their addresses. */
    mails: z.array(z.string()),
    at: z.number().int(),
  }),
  /** The whole shop; `atMs`: wall time, epoch milliseconds. An install since then stays. */
  z.object({ kind: z.literal('shop'), atMs: z.number().int() }),
]);
export type ListedRedaction = z.infer<typeof listedRedactionSchema>;

const folderOf = (shop: string) => `redactions/${shop}/`;
/** Fifteen digits sort as time does. */
const instantDigits = 15;

/** A name for a redaction that is about to be done: names sort as time does. */
export function redactionName(nowMs: number, requestId: string): string {
  const about = createHash('sha256').update(requestId).digest('hex').slice(0, 16);
  return `${String(nowMs).padStart(instantDigits, '0')}-${about}`;
}

/** Lists it once; what is listed under this name already stays. */
export async function listRedaction(
  objects: Objects,
  shop: string,
  name: string,
  redaction: ListedRedaction,
): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(redaction));
  await objects.putNew(folderOf(shop) + name, bytes, 'application/json');
}

/** Names of what is listed, oldest first; `after`: only what was listed after that one. */
export async function* listedNames(
  objects: Objects,
  shop: string,
  after: string | null,
): AsyncGenerator<string, void, undefined> {
  const folder = folderOf(shop);
  for await (const key of objects.list(folder, after === null ? undefined : folder + after)) {
    yield key.slice(folder.length);
  }
}

export async function readRedaction(
  objects: Objects,
  shop: string,
  name: string,
): Promise<ListedRedaction | undefined> {
  const bytes = await objects.get(folderOf(shop) + name);
  if (bytes === undefined) return undefined;
  return listedRedactionSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** Of a forgotten shop, all that names customers goes; the line that it was forgotten stays. */
export async function dropCustomerRedactions(objects: Objects, shop: string): Promise<number> {
  let dropped = 0;
  for await (const name of listedNames(objects, shop, null)) {
    const listed = await readRedaction(objects, shop, name);
    if (listed?.kind !== 'customer') continue;
    await objects.delete(folderOf(shop) + name);
    dropped += 1;
  }
  return dropped;
}
