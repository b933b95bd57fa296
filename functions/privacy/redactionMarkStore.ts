import { z } from 'zod';
import { absent, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';

/** The newest erasure this table has seen done, by its name in the list outside; null: none. */
export async function readRedactionMark(table: Table, shop: string): Promise<string | null> {
  const item = await table.get(keys.redactionMark(shop));
  return item === undefined ? null : z.object({ newest: z.string() }).parse(item).newest;
}

/** Moves on to a newer one; one that is older than the mark changes nothing. */
export async function moveRedactionMark(table: Table, shop: string, name: string): Promise<void> {
  await table.put(
    { ...keys.redactionMark(shop), newest: name },
    { expression: `${absent.expression} OR newest < :name`, values: { ':name': name } },
  );
}
