import { z } from 'zod';
import type { Table } from '../../functions/platform/dynamo.ts';
import { keys } from '../../functions/platform/keys.ts';

const keySchema = z.object({ pk: z.string(), sk: z.string() });

/**
 * Lets go of what an earlier run held when it was killed. The data folder is ours alone, so nobody
 * else can be at it; deployed, such a lease runs out by itself.
 */
export async function freeLeases(table: Table, shops: readonly string[]): Promise<void> {
  for (const shop of shops) {
    const { pk, sk: prefix } = keys.lease(shop, '');
    for await (const page of table.query({ pk, prefix })) {
      for (const item of page) await table.delete(keySchema.parse(item));
    }
  }
}
