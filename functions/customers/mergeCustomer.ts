import type { Table, Write } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import { familyTakenOver } from './family.ts';
import type { LedgerRow } from './ledgerRow.ts';
import { likenessesOfItem } from './likeness.ts';
import { likenessDrops } from './likenessStore.ts';
import { dropName, mailMoves } from './lookupStore.ts';
import { leftBehind, takenOver, type Merge } from './merge.ts';
import { mailHash, openPerson } from './person.ts';
import { changeWrites, placeChange, type Placing } from './placing.ts';
import { isGone } from './profile.ts';
import { pointerWrite, readPointers } from './pointerStore.ts';
import { markMailsGone } from './redactionStore.ts';
import { commit, readCustomer, readMerged, type Customer } from './store.ts';
import { versionOf } from './version.ts';

export interface MergeOutcome {
  outcome: 'applied' | 'unchanged';
  /** Marks left for rules. */
  marks: number;
}

interface Desk {
  table: Table;
  vault: Vault;
  shop: string;
  placing: Placing;
}

const mostAttempts = 40;
/** What one transaction holds at most. */
const mostWrites = 100;
/** Orders moved together: a pointer each, and chunks on both sides. */
const ordersAtOnce = 30;

/**
 * Makes one customer of two. First the deleted one points to the kept one and holds nothing of a
 * person any more, then every order moves over, pointer and both ledgers in one transaction. Cut
 * short anywhere and called again it goes on from there; orders that arrive meanwhile, of either,
 * go to the kept one. A circle of merges is refused.
 */
export async function mergeCustomer(
  table: Table,
  vault: Vault,
  shop: string,
  merge: Merge,
  placing: Placing,
): Promise<MergeOutcome> {
  const desk: Desk = { table, vault, shop, placing };
  const pointed = await pointToKept(desk, merge);
  const moved = await moveOrders(desk, merge.deletedId);
  const outcome = pointed.done || moved.done ? 'applied' : 'unchanged';
  return { outcome, marks: pointed.marks + moved.marks };
}

interface Step {
  done: boolean;
  marks: number;
}

async function pointToKept(desk: Desk, merge: Merge): Promise<Step> {
  const { table, vault, shop, placing } = desk;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const deleted = await readCustomer(table, shop, merge.deletedId);
    if (deleted.item.mergedInto !== null) return { done: false, marks: 0 };
    // The end of the chain: only that one may still be merged, which its revision guards.
    const kept = await readMerged(table, shop, merge.keptId);
    const keptId = kept.item.customerId;
    if (keptId === merge.deletedId) {
      throw new Refusal('conflict', 'These customers would be merged into each other.');
    }
    const mails = mailsOf(vault, shop, deleted);
    // One person with who was erased: their addresses bring nobody back either.
    if (kept.item.redactedAt !== null) await markMailsGone(table, shop, mails, keptId);
    const placement = await placing.place({ before: kept, rows: kept.rows, orders: [] });
    const { totals, classes, entries, marks } = placement;
    const family = isGone(kept.item) ? {} : familyTakenOver(vault, shop, kept.item, deleted.item);
    const taken = takenOver(kept.item, deleted.item, merge.at, mails);
    const item = { totals, classes, ...taken, ...family };
    const gaining = changeWrites(shop, kept, { item, rows: kept.rows }, entries, marks);
    const left = { item: leftBehind(keptId), rows: deleted.rows };
    const writes: Write[] = [
      ...changeWrites(shop, deleted, left, [], []).writes,
      ...gaining.writes,
      ...(await mailMoves(table, shop, mails, merge.deletedId, isGone(kept.item) ? null : keptId)),
      ...likenessDrops(shop, likenessesOfItem(vault, shop, deleted.item), merge.deletedId),
    ];
    if ((await commit(table, writes)) === 'kept') return { done: true, marks: marks.length };
  }
  throw new Error('a merge met a conflict on every attempt');
}

/** Keyed hashes of every address that may lead to this customer. */
function mailsOf(vault: Vault, shop: string, { item }: Customer): string[] {
  const { email } = openPerson(vault, shop, item.customerId, item.personal);
  const own = email === null ? [] : [mailHash(vault, shop, email)];
  return [...new Set([...own, ...(item.formerMails ?? [])])];
}

async function moveOrders(desk: Desk, deletedId: string): Promise<Step> {
  const { table, shop } = desk;
  let size = ordersAtOnce;
  let marks = 0;
  let moved = 0;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const deleted = await readCustomer(table, shop, deletedId);
    if (deleted.rows.length === 0) return { done: moved > 0, marks };
    const kept = await readMerged(table, shop, deletedId);
    const rows = deleted.rows.slice(0, size);
    const move = await moveWrites(desk, deleted, kept, rows);
    if (move === 'again') continue;
    if (move.writes.length > mostWrites && size > 1) {
      size = Math.ceil(size / 2);
      attempt = 0;
      continue;
    }
    // Before the rows go, which the erased keep without their names.
    if (kept.item.redactedAt !== null) await dropNames(desk, rows);
    if ((await commit(table, move.writes)) === 'kept') {
      marks += move.marks;
      moved += 1;
      attempt = 0;
    }
  }
  throw new Error('a merge met a conflict on every attempt');
}

async function dropNames({ table, shop }: Desk, rows: readonly LedgerRow[]): Promise<void> {
  for (const { name, orderId } of rows) {
    if (name !== null) await dropName(table, shop, name, orderId);
  }
}

async function moveWrites(
  { table, shop, placing }: Desk,
  deleted: Customer,
  kept: Customer,
  rows: readonly LedgerRow[],
): Promise<{ writes: Write[]; marks: number } | 'again'> {
  const { customerId } = kept.item;
  const ids = rows.map((row) => row.orderId);
  const pointers = await readPointers(table, shop, ids);
  const writes: Write[] = [];
  for (const row of rows) {
    const pointer = pointers.get(row.orderId);
    const mine =
      pointer?.owner.is === 'customer' && pointer.owner.customerId === deleted.item.customerId;
    // Moved since the ledger was read.
    if (pointer === undefined || !mine) return 'again';
    const owner = { is: 'customer', customerId } as const;
    writes.push(pointerWrite(shop, { ...pointer, owner, version: versionOf(row, customerId) }));
  }
  const taken = rows.map((row) => ({ held: row, row: null }));
  const put = rows.map((row) => ({ held: null, row, elsewhere: row }));
  const from = await placeChange(shop, deleted, taken, placing);
  const to = await placeChange(shop, kept, put, placing);
  writes.push(...from.writes, ...to.writes);
  return { writes, marks: from.marks.length + to.marks.length };
}
