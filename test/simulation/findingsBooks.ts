import { calendarOf } from '../../functions/customers/calendar.ts';
import { layOut } from '../../functions/customers/chunks.ts';
import { foldLedger } from '../../functions/customers/fold.ts';
import { packLedger } from '../../functions/customers/ledger.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { Pointer } from '../../functions/customers/pointerStore.ts';
import { redactedRow } from '../../functions/customers/redactedRow.ts';
import type { Look } from './look.ts';
import { rowOfOrder } from './order.ts';
import type { Shop } from './shop.ts';
import { timeZone } from './works.ts';

const farAhead = 4_000_000_000;

/** Ledgers, totals and pointers against the shop's own orders. */
export function bookFindings(look: Look, shop: Shop, exact: boolean): string[] {
  const found: string[] = [];
  const expected = expectedRows(shop);
  const ids = new Set([...look.customers.keys(), ...expected.keys()]);
  ids.delete('');
  for (const id of ids) {
    const held = look.customers.get(id);
    const wanted = expected.get(id) ?? [];
    if (held === undefined) {
      if (wanted.length > 0) found.push(`customer ${id} is not there`);
      continue;
    }
    if (!sameRows(held.rows, wanted, exact)) {
      found.push(`customer ${id} has ${told(held.rows)} and should have ${told(wanted)}`);
    }
    const totals = foldLedger(wanted, { asOf: farAhead, calendar: calendarOf(timeZone) });
    if (JSON.stringify(held.item.totals) !== JSON.stringify(totals)) {
      found.push(
        `totals of ${id} are ${JSON.stringify(held.item.totals)}, not ${JSON.stringify(totals)}`,
      );
    }
    if (!exact) continue;
    const layout = layOut(wanted);
    const sameChunks =
      held.chunks.size === layout.chunks.size &&
      [...layout.chunks].every(([by, bytes]) => same(held.chunks.get(by), bytes));
    if (!same(held.item.ledger, layout.own) || !sameChunks) found.push(`other bytes of ${id}`);
  }
  return [...found, ...pointerFindings(look, shop, expected.get('') ?? [], exact)];
}

/** By owner; guests under ''. */
function expectedRows(shop: Shop): Map<string, LedgerRow[]> {
  const rows = new Map<string, LedgerRow[]>();
  for (const order of shop.orders.values()) {
    const owner = order.customerId ?? '';
    const redacted = shop.buyers.some(({ id, redacted: gone }) => id === owner && gone);
    const row = rowOfOrder(order, true);
    rows.set(owner, [...(rows.get(owner) ?? []), redacted ? redactedRow(row) : row]);
  }
  return rows;
}

function pointerFindings(
  look: Look,
  shop: Shop,
  guests: readonly LedgerRow[],
  exact: boolean,
): string[] {
  const found: string[] = [];
  const isGuestOrder = (owner: Pointer['owner'], id: string, wanted: readonly LedgerRow[]) => {
    const rows = owner.is === 'guest' ? [owner.row] : [];
    const stripped = mayBeStripped(id, shop) && sameRows(rows, wanted.map(redactedRow), exact);
    return stripped || sameRows(rows, wanted, exact);
  };
  for (const order of shop.orders.values()) {
    const owner = look.pointers.get(order.id)?.owner;
    if (owner === undefined) found.push(`order ${order.id} has no pointer`);
    else if (order.customerId === null) {
      const wanted = guests.filter((row) => row.orderId === order.id);
      if (!isGuestOrder(owner, order.id, wanted)) {
        found.push(`guest order ${order.id} is ${JSON.stringify(owner)}`);
      }
    } else if (owner.is !== 'customer' || owner.customerId !== order.customerId) {
      found.push(`order ${order.id} is of ${JSON.stringify(owner)}, not ${order.customerId}`);
    }
  }
  for (const id of shop.deleted) {
    const owner = look.pointers.get(id)?.owner;
    // A delete that was never told is found out when every order is read again.
    if (owner?.is !== 'deleted') found.push(`deleted order ${id} is ${JSON.stringify(owner)}`);
  }
  for (const id of look.pointers.keys()) {
    if (!shop.orders.has(id) && !shop.deleted.has(id)) found.push(`order ${id} is nobody's`);
  }
  return found;
}

/**
 * Taken off somebody who is erased by now: of a state dated after the erasure nobody can tell
 * whether it was theirs until then, so what was bought may be gone; the money may not.
 */
function mayBeStripped(orderId: string, shop: Shop): boolean {
  return !shop.sameOwner(orderId) && shop.buyers.some(({ redacted }) => redacted);
}

/** Whether a state was read after its second was over is part of it only once all were. */
function sameRows(held: readonly LedgerRow[], wanted: readonly LedgerRow[], exact: boolean) {
  const asTold = (rows: readonly LedgerRow[]) =>
    packLedger(exact ? rows : rows.map((row) => ({ ...row, settled: true })));
  return same(asTold(held), asTold(wanted));
}

function same(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

function told(rows: readonly LedgerRow[]): string {
  const parts = rows.map(
    (row) =>
      `${row.orderId}@${String(row.updatedAt)}${row.settled ? '!' : ''} ${String(row.totalMinor)} ${row.payment} ${String(row.refunds.length)}r${row.cancelledAt === null ? '' : ' cancelled'}`,
  );
  return `[${parts.join(', ')}]`;
}
