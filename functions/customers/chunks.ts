import { packLedger, packRow } from './ledger.ts';
import { rowOrder, type LedgerRow } from './ledgerRow.ts';

/**
 * How a ledger is laid out: the newest rows in the customer's own item, older ones in chunks.
 * Which rows stand where depends on the rows alone, never on how they came, so that a rebuild is
 * the same bytes; and one more or changed row touches its own chunk and at most its neighbours.
 */
export interface LedgerLayout {
  /** Packed rows of the customer's own item. */
  own: Uint8Array;
  /** Packed rows of each chunk, by the id of the order that closes it. */
  chunks: ReadonlyMap<string, Uint8Array>;
}

/** With the rest of the item this stays near 4 KB, which is where a strong read costs one unit more. */
const ownBytes = 3_000;
/** About 2 KB a chunk; it trades rewriting on a late change for the number of chunks. */
const rowsPerChunk = 32;

/** An order of hundreds of lines closes its chunk itself: many of them would not fit one item. */
const largeRowBytes = 1_000;

export function layOut(rows: readonly LedgerRow[]): LedgerLayout {
  const sorted = [...rows].sort(rowOrder);
  const whole = packLedger(sorted);
  if (whole.length <= ownBytes) return { own: whole, chunks: new Map() };
  const chunks = new Map<string, Uint8Array>();
  let start = 0;
  const sizes = sorted.map((row) => packRow(row).length);
  let left = sizes.reduce((sum, size) => sum + size, 0);
  let inChunk = 0;
  for (const [index, row] of sorted.entries()) {
    if (left <= ownBytes) break;
    const size = sizes[index] ?? 0;
    inChunk += size;
    if (size < largeRowBytes && !closesChunk(row.orderId)) continue;
    chunks.set(row.orderId, packLedger(sorted.slice(start, index + 1)));
    start = index + 1;
    left -= inChunk;
    inChunk = 0;
  }
  return { own: packLedger(sorted.slice(start)), chunks };
}

/** A property of the id alone (FNV-1a with a final mix), so that every machine cuts at the same rows. */
function closesChunk(orderId: string): boolean {
  let hash = 0x811c9dc5;
  for (let index = 0; index < orderId.length; index += 1) {
    hash = Math.imul(hash ^ orderId.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % rowsPerChunk === 0;
}
