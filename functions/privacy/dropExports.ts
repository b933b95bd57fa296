import type { Table } from '../platform/dynamo.ts';
import type { Objects } from '../platform/objects.ts';
import { exportKey } from './exportObject.ts';
import type { PrivacyRequest } from './request.schema.ts';
import { listRequests, writeRequest } from './store.ts';

interface ShelfDeps {
  table: Table;
  objects: Pick<Objects, 'delete'>;
}

/** Deletes exports made before `beforeMs` (wall time); answers how many there were. */
export function dropExportsBefore(
  shop: string,
  beforeMs: number,
  deps: ShelfDeps,
): Promise<number> {
  return dropWhere(shop, ({ readyAtMs }) => readyAtMs !== null && readyAtMs < beforeMs, deps);
}

/** Deletes every export about one of these customers; answers how many there were. */
export function dropExportsOf(
  shop: string,
  customerIds: readonly string[],
  deps: ShelfDeps,
): Promise<number> {
  return dropWhere(
    shop,
    ({ customerId }) => customerId !== null && customerIds.includes(customerId),
    deps,
  );
}

async function dropWhere(
  shop: string,
  meant: (request: PrivacyRequest) => boolean,
  { table, objects }: ShelfDeps,
): Promise<number> {
  let dropped = 0;
  for (const request of await listRequests(table, shop)) {
    if (request.readyAtMs === null || !meant(request)) continue;
    await objects.delete(exportKey(shop, request.id));
    // Conditional on what was read: an export made anew meanwhile is another one.
    const kept = await writeRequest(table, shop, { ...request, readyAtMs: null });
    if (kept !== undefined) dropped += 1;
  }
  return dropped;
}
