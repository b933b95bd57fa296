import type { Table } from '../platform/dynamo.ts';
import { isPushing } from './pushState.ts';
import { changePush } from './pushStore.ts';

/** Whoever moved carries other marks now: has them looked at soon, where customers are marked. */
export async function wantMarks(
  table: Table,
  shop: string,
  request: (shop: string) => Promise<void>,
): Promise<void> {
  const state = await changePush(table, shop, (now) =>
    isPushing(now) ? { ...now, wanted: now.wanted + 1 } : null,
  );
  if (isPushing(state)) await request(shop);
}
