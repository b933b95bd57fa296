import type { Table } from '../platform/dynamo.ts';
import type { DueMark } from './dueMark.schema.ts';
import type { LedgerRow } from './ledgerRow.ts';
import { readCustomer, readMerged, type Customer } from './store.ts';
import { compareVersions, isSameState, isTie, versionOf, type Version } from './version.ts';

/**
 * applied: the ledger changed. unchanged: this very state is there. stale: a newer one is.
 * deleted: the shop deleted this order. `tie`: another state of the same second was seen, so
 * only the shop can say which is the last.
 */
export interface OrderOutcome {
  outcome: 'applied' | 'unchanged' | 'stale' | 'deleted';
  tie: boolean;
  marks: DueMark[];
}

/** `again`: somebody else was first; read anew. */
export type Attempt = OrderOutcome | 'again';

/** What is put at the receiver, who may be nobody. */
export interface Weighed {
  arriving: { customer: Customer; row: LedgerRow } | null;
  tie: boolean;
}

/** Whether the arriving state or the standing one goes to the receiver, or nothing does. */
export async function weigh(
  table: Table,
  shop: string,
  pointed: Version,
  next: Version,
  receiver: Weighed['arriving'],
  { giver, given }: { giver: Customer | null; given: LedgerRow | null },
): Promise<Weighed | Attempt> {
  const standing = newest(pointed, given, giver);
  const takenOver =
    receiver === null ? false : await isTakenOver(table, shop, giver, receiver.customer);
  if (takenOver === 'again') return 'again';
  if (!takenOver || receiver === null || giver === null) {
    if (isMerge(receiver, giver, standing)) return { arriving: receiver, tie: false };
    const older = outranked(next, standing);
    return older ?? { arriving: receiver, tie: isTie(next, standing) };
  }
  // Of the same buyer under another id, so it is compared under the id that stands.
  const version = versionOf(receiver.row, giver.item.customerId);
  const tie = isTie(version, standing);
  const older = outranked(version, standing);
  if (older === null) return { arriving: receiver, tie };
  if (given !== null) return { arriving: { customer: receiver.customer, row: given }, tie };
  // Claimed and not put yet: by this very state, or by a newer one that is still on its way.
  return older.outcome === 'stale' ? older : { arriving: receiver, tie };
}

/**
 * The very state that stands, read at the shop under another customer's id: an edit would have
 * dated it anew, so their files were merged and nobody told us.
 */
function isMerge(
  receiver: Weighed['arriving'],
  giver: Customer | null,
  standing: Version,
): boolean {
  if (receiver === null || giver === null || !receiver.row.settled) return false;
  return isSameState(versionOf(receiver.row, giver.item.customerId), standing);
}

/** A merged customer's orders go to who took them over, at whatever version they are. */
async function isTakenOver(
  table: Table,
  shop: string,
  giver: Customer | null,
  receiver: Customer,
): Promise<boolean | 'again'> {
  if (giver === null || giver.item.mergedInto === null) return false;
  const end = await readMerged(table, shop, giver.item.customerId);
  // Read last: a receiver merged since they were read must not be judged by who they were.
  const now = await readCustomer(table, shop, receiver.item.customerId);
  return now.item.mergedInto === null ? end.item.customerId === now.item.customerId : 'again';
}

/** The pointer knows the state that made the owner; the owner's own row may be newer. */
function newest(pointed: Version, given: LedgerRow | null, giver: Customer | null): Version {
  if (given === null || giver === null) return pointed;
  const own = versionOf(given, giver.item.customerId);
  return compareVersions(own, pointed) > 0 ? own : pointed;
}

/** Why the version changes nothing; null: it does. */
export function outranked(version: Version, standing: Version): OrderOutcome | null {
  const order = compareVersions(version, standing);
  if (order > 0) return null;
  return answer(order === 0 ? 'unchanged' : 'stale', isTie(version, standing));
}

export function answer(
  outcome: OrderOutcome['outcome'],
  tie = false,
  marks: DueMark[] = [],
): OrderOutcome {
  return { outcome, tie, marks };
}
