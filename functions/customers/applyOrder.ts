import type { Table, Write } from '../platform/dynamo.ts';
import type { DueMark } from './dueMark.schema.ts';
import { dueMarkWrites } from './dueMarkStore.ts';
import { rowOf, type LedgerRow } from './ledgerRow.ts';
import { dropName, nameWrite } from './lookupStore.ts';
import type { OrderFact } from './orderFact.ts';
import { placeChange, type PlacedChange, type Placing } from './placing.ts';
import { claimOrder, pointerWrite, readPointer, type Pointer } from './pointerStore.ts';
import { redactedRow } from './redactedRow.ts';
import { commit, readCustomer, readMerged, type Customer } from './store.ts';
import { compareVersions, isTie, versionOf } from './version.ts';
import {
  answer,
  outranked,
  weigh,
  type Attempt,
  type OrderOutcome,
  type Weighed,
} from './weighing.ts';

interface Desk {
  table: Table;
  shop: string;
  placing: Placing;
  /** What this call has put already: trying again need not pay for it again. */
  put: Set<'pointer' | 'name'>;
}

/** More tries than workers that can meet on one customer; what loses them all is redelivered. */
const mostAttempts = 40;

/**
 * Makes sure that this state of the order, or a newer one, is in the ledger of whose it is, and
 * in no other. Safe to call any number of times, in any order, by any number of workers at once:
 * the customer is read before the pointer, every write is on the revision read, both are raised.
 */
export function applyOrder(
  table: Table,
  shop: string,
  fact: OrderFact,
  placing: Placing,
): Promise<OrderOutcome> {
  const desk: Desk = { table, shop, placing, put: new Set() };
  const row = rowOf(fact);
  const { customerId } = fact;
  return untilKept(() =>
    customerId === null ? applyToGuest(desk, row) : applyToCustomer(desk, row, customerId),
  );
}

/** Takes an order out for good: its pointer outranks every version that may still arrive. */
export function deleteOrder(
  table: Table,
  shop: string,
  orderId: string,
  placing: Placing,
): Promise<OrderOutcome> {
  const desk: Desk = { table, shop, placing, put: new Set() };
  return untilKept(async () => {
    const none: Pointer = { orderId, rev: 0, owner: { is: 'deleted' }, version: new Uint8Array() };
    const pointer = (await readPointer(table, shop, orderId)) ?? none;
    if (pointer.owner.is === 'deleted' && pointer.rev > 0) return answer('deleted');
    return giveTo(desk, pointer, { owner: { is: 'deleted' }, version: pointer.version }, null);
  });
}

async function untilKept(attempt: () => Promise<Attempt>): Promise<OrderOutcome> {
  for (let count = 0; count < mostAttempts; count += 1) {
    const result = await attempt();
    if (result !== 'again') return result;
  }
  throw new Error('an order met a conflict on every attempt');
}

async function applyToCustomer(desk: Desk, told: LedgerRow, customerId: string): Promise<Attempt> {
  const { table, shop, placing } = desk;
  const customer = await readMerged(table, shop, customerId);
  const owner = customer.item.customerId;
  const erased = customer.item.redactedAt !== null;
  const row = erased ? redactedRow(told) : told;
  // A try that read the customer before the erasure may have left the name.
  if (erased && told.name !== null) await dropName(table, shop, told.name, told.orderId);
  const version = versionOf(row, owner);
  const held = customer.rows.find((one) => one.orderId === told.orderId) ?? null;
  if (held !== null) {
    const standing = versionOf(held, owner);
    const older = outranked(version, standing);
    if (older !== null) return older;
    const change = await placeChange(shop, customer, [{ held, row: told }], placing);
    return keep(desk, [change], [], isTie(version, standing));
  }
  const mine: Pointer['owner'] = { is: 'customer', customerId: owner };
  const claim: Pointer = { orderId: told.orderId, rev: 0, owner: mine, version };
  const pointer = await claimOnce(desk, claim);
  if (pointer.owner.is === 'deleted') return answer('deleted');
  if (pointer.owner.is === 'customer' && pointer.owner.customerId === owner) {
    await putName(desk, row);
    // A claim from before the erasure was of the whole order, which compares with nothing any more.
    if (!erased && compareVersions(version, pointer.version) < 0) {
      return answer('stale', isTie(version, pointer.version));
    }
    return keep(desk, [await placeChange(shop, customer, [{ held, row: told }], placing)], []);
  }
  return giveTo(desk, pointer, { owner: mine, version }, { customer, row: told });
}

async function applyToGuest(desk: Desk, told: LedgerRow): Promise<Attempt> {
  const { table, shop, placing } = desk;
  const standing = await readPointer(table, shop, told.orderId);
  const row = standing?.redacted === true ? redactedRow(told) : told;
  const version = versionOf(row, null);
  const owner: Pointer['owner'] = { is: 'guest', row };
  if (standing?.owner.is === 'deleted') return answer('deleted');
  if (standing !== undefined) return giveTo(desk, standing, { owner, version }, null);
  await putName(desk, row);
  const first = pointerWrite(shop, { orderId: row.orderId, rev: 0, owner, version });
  const marks = await placing.placeGuest({ held: null, row }, 1);
  return keep(desk, [], [first], false, marks);
}

/**
 * Gives an order another owner, or none (or a guest's order a newer row): the pointer as read and
 * the revisions of the old and the new customer, all raised in one transaction.
 */
async function giveTo(
  desk: Desk,
  pointer: Pointer,
  told: Owned,
  receiver: { customer: Customer; row: LedgerRow } | null,
): Promise<Attempt> {
  const { table, shop, placing } = desk;
  const { owner } = pointer;
  const giver = owner.is === 'customer' ? await readCustomer(table, shop, owner.customerId) : null;
  const given = giver?.rows.find((one) => one.orderId === pointer.orderId) ?? null;
  const next = strippedGuest(told, giver?.item.redactedAt ?? null);
  const weighed: Weighed | Attempt =
    next.owner.is === 'deleted'
      ? { arriving: null, tie: false }
      : await weigh(table, shop, pointer.version, next.version, receiver, { giver, given });
  if (weighed === 'again') return 'again';
  if ('outcome' in weighed) {
    await dropErasedName(desk, giver, receiver);
    return weighed;
  }
  const { arriving, tie } = weighed;
  const changes: PlacedChange[] = [];
  if (giver !== null) {
    const taken = given === null ? [] : [{ held: given, row: null }];
    changes.push(await placeChange(shop, giver, taken, placing));
  }
  if (arriving !== null) {
    const put = [{ held: null, row: arriving.row, elsewhere: given }];
    changes.push(await placeChange(shop, arriving.customer, put, placing));
  }
  const marks = await guestMarks(desk, pointer, next);
  const name = arriving?.customer.item.redactedAt === null ? arriving.row.name : null;
  const also: Write[] = [pointerWrite(shop, { ...pointer, ...next })];
  if (name !== null) also.push(nameWrite(shop, name, pointer.orderId));
  return keep(desk, changes, also, tie, marks);
}

type Owned = Pick<Pointer, 'owner' | 'version' | 'redacted'>;

/** The shop takes whom it has erased off their orders: those stay stripped as a guest's. */
function strippedGuest(told: Owned, redactedAt: number | null): Owned {
  if (told.owner.is !== 'guest' || redactedAt === null) return told;
  // Taken off them before that, it was not theirs any more.
  if (told.owner.row.updatedAt < redactedAt) return told;
  const row = redactedRow(told.owner.row);
  return { owner: { is: 'guest', row }, version: versionOf(row, null), redacted: true };
}

/** Marks of an order that is or was nobody's. */
async function guestMarks(
  { placing }: Desk,
  { owner, rev }: Pointer,
  next: Pick<Pointer, 'owner'>,
): Promise<DueMark[]> {
  const held = owner.is === 'guest' ? owner.row : null;
  const row = next.owner.is === 'guest' ? next.owner.row : null;
  return held === null && row === null ? [] : placing.placeGuest({ held, row }, rev + 1);
}

/** A try before the order went to who was erased may have left the name. */
async function dropErasedName(
  { table, shop }: Desk,
  giver: Customer | null,
  receiver: Weighed['arriving'],
): Promise<void> {
  if (receiver === null || giver === null || giver.item.redactedAt === null) return;
  const { name, orderId } = receiver.row;
  if (name !== null) await dropName(table, shop, name, orderId);
}

/** The pointer as it stands, ours if there was none; a read is cheaper than a put that is refused. */
async function claimOnce({ table, shop, put }: Desk, claim: Pointer): Promise<Pointer> {
  const standing = put.has('pointer') ? await readPointer(table, shop, claim.orderId) : undefined;
  put.add('pointer');
  return standing ?? claimOrder(table, shop, claim);
}

/** Before the row, so that whoever finds the row finds it by name too. */
async function putName({ table, shop, put }: Desk, row: LedgerRow): Promise<void> {
  if (row.name === null || put.has('name')) return;
  await table.put(nameWrite(shop, row.name, row.orderId).item);
  put.add('name');
}

async function keep(
  desk: Desk,
  changes: readonly PlacedChange[],
  also: readonly Write[],
  tie = false,
  guestMarks: readonly DueMark[] = [],
): Promise<Attempt> {
  const writes = [
    ...changes.flatMap((change) => change.writes),
    ...also,
    ...dueMarkWrites(desk.shop, guestMarks),
  ];
  // Before the write: told again after a crash, the state would be there and look like no tie.
  if (tie) await desk.placing.onTie?.();
  if ((await commit(desk.table, writes)) === 'conflict') return 'again';
  return answer('applied', tie, [...changes.flatMap((change) => change.marks), ...guestMarks]);
}
