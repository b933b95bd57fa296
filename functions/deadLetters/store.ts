import { auditWrite, type AuditEntry } from '../platform/auditLog.ts';
import { absent, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { letterSchema, type Letter } from './letter.ts';

/** The partition of messages that name no shop of ours; no shop can be called so. */
export const nobodysShop = '-';

/** Keeps a letter once; whoever buries it again leaves it as it is. */
export async function keepLetter(
  table: Table,
  shop: string,
  letter: Letter,
  ttl?: number,
): Promise<'kept' | 'known'> {
  const key = keys.deadLetter(shop, letter.id);
  const item = { ...letter, ...key, ...(ttl === undefined ? {} : { ttl }) };
  return (await table.put(item, absent)).outcome === 'done' ? 'kept' : 'known';
}

export async function readLetter(
  table: Table,
  shop: string,
  id: string,
): Promise<Letter | undefined> {
  const item = await table.get(keys.deadLetter(shop, id));
  return item === undefined ? undefined : letterSchema.parse(item);
}

/** At most `limit` letters, newest first, older than `before` (a letter's id). */
export async function listLetters(
  table: Table,
  shop: string,
  limit: number,
  before: string | null = null,
): Promise<Letter[]> {
  const found: Letter[] = [];
  for await (const letter of lettersOf(table, shop, Math.min(limit, mostAtOnce), before)) {
    found.push(letter);
    if (found.length === limit) break;
  }
  return found;
}

/** How many letters there are, up to `most`: enough to say that somebody should look. */
export async function countLetters(table: Table, shop: string, most = 20): Promise<number> {
  return (await listLetters(table, shop, most)).length;
}

/** Letters hold whole messages: a page of them is kept well below what one read may answer. */
const mostAtOnce = 25;

async function* lettersOf(
  table: Table,
  shop: string,
  pageSize: number,
  before: string | null,
): AsyncGenerator<Letter> {
  const { pk, sk: prefix } = keys.deadLetter(shop, '');
  const after = before === null ? {} : { after: keys.deadLetter(shop, before) };
  for await (const page of table.query({ pk, prefix, newestFirst: true, pageSize, ...after })) {
    for (const item of page) yield letterSchema.parse(item);
  }
}

/** Takes a letter away, and notes who did; false where somebody else was first. */
export async function removeLetter(
  table: Table,
  shop: string,
  letter: Pick<Letter, 'id'>,
  audit: AuditEntry,
): Promise<boolean> {
  const outcome = await table.transact([
    {
      do: 'delete',
      key: keys.deadLetter(shop, letter.id),
      condition: { expression: 'attribute_exists(pk)' },
    },
    auditWrite(shop, audit, 1),
  ]);
  return outcome.outcome === 'done';
}

/** Whom or what a redaction is about. */
export interface LetterAbout {
  customerId: string | null;
  orderIds: readonly string[];
}

/**
 * Deletes every letter that is about this customer or one of these orders; answers how many.
 * Letters that nobody can tell whom they are about leave with their age, within 30 days.
 */
export async function deleteDeadLettersOf(
  table: Table,
  shop: string,
  { customerId, orderIds }: LetterAbout,
): Promise<number> {
  const orders = new Set(orderIds);
  return deleteWhere(
    table,
    shop,
    (letter) =>
      letter.orderIds.some((id) => orders.has(id)) ||
      (customerId !== null && letter.customerIds.includes(customerId)),
  );
}

/** Deletes every letter that died before `beforeMs` (epoch milliseconds); answers how many. */
export async function deleteDeadLettersBefore(
  table: Table,
  shop: string,
  beforeMs: number,
): Promise<number> {
  return deleteWhere(table, shop, (letter) => letter.diedAtMs < beforeMs);
}

async function deleteWhere(
  table: Table,
  shop: string,
  meant: (letter: Letter) => boolean,
): Promise<number> {
  let deleted = 0;
  for await (const letter of lettersOf(table, shop, mostAtOnce, null)) {
    if (!meant(letter)) continue;
    await table.delete(keys.deadLetter(shop, letter.id));
    deleted += 1;
  }
  return deleted;
}
