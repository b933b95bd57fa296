import { auditWrite, type AuditEntry } from '../platform/auditLog.ts';
import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { firstPushState, pushStateSchema, type PushState } from './pushState.ts';

const jobId = 'push';
const patience = 20;

/** How far the marks at the shop are; as it begins where nobody asked for any yet. */
export async function readPush(table: Table, shop: string): Promise<PushState> {
  const item = await table.get(keys.job(shop, jobId));
  return item === undefined ? firstPushState : pushStateSchema.parse(item);
}

/**
 * Changes the state as it is now, read again where somebody was faster; `null` leaves it as it is.
 * With a note of who did it where staff did.
 */
export async function changePush(
  table: Table,
  shop: string,
  change: (state: PushState) => PushState | null,
  noted: ((before: PushState, after: PushState) => AuditEntry) | null = null,
): Promise<PushState> {
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const before = await readPush(table, shop);
    const after = change(before);
    if (after === null) return before;
    const next = { ...after, rev: before.rev + 1 };
    const { outcome } = await table.transact([
      {
        do: 'put',
        item: { ...next, ...keys.job(shop, jobId) },
        condition: revIs(before.rev),
      },
      ...(noted === null ? [] : [auditWrite(shop, noted(before, next), next.rev)]),
    ]);
    if (outcome === 'done') return next;
  }
  throw new Error('the state of the marks is being changed by too many at once');
}
