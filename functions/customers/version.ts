import { hash } from 'node:crypto';
import { packRow } from './ledger.ts';
import type { LedgerRow } from './ledgerRow.ts';

/**
 * Where a state of an order stands among all its states, as bytes that compare as they are:
 * updatedAt · revision · settled · cancelled · refund count · refunded total · digest of row and
 * owner · digest of its variants, if it has any. A total order, so that any order of arrival ends the
 * same; updatedAt has whole seconds only, which is why the rest is needed. Variants stand behind the
 * state itself: a source that tells them adds to it, and is not at odds with one that does not.
 */
export type Version = Uint8Array;

const lengths = {
  updatedAt: 6,
  revision: 4,
  refundCount: 4,
  refunded: 7,
  digest: 8,
  variants: 4,
} as const;
const settledAt = lengths.updatedAt + lengths.revision;
const refundCountAt = settledAt + 2;
const refundedAt = refundCountAt + lengths.refundCount;
const digestAt = refundedAt + lengths.refunded;
const stateLength = digestAt + lengths.digest;
/** Shifts signed values so that they compare as unsigned bytes. */
const instantBias = 2 ** 46;
const moneyBias = 2 ** 52;

export function versionOf(row: LedgerRow, customerId: string | null): Version {
  const variants = variantsOf(row);
  const bytes = Buffer.alloc(stateLength + variants.length);
  const refunded = row.refunds.reduce((sum, refund) => sum + refund.minor, 0);
  writeUnsigned(bytes, 0, lengths.updatedAt, row.updatedAt + instantBias);
  writeUnsigned(bytes, lengths.updatedAt, lengths.revision, row.revision ?? 0);
  bytes[settledAt] = row.settled ? 1 : 0;
  bytes[settledAt + 1] = row.cancelledAt === null ? 0 : 1;
  writeUnsigned(bytes, refundCountAt, lengths.refundCount, row.refunds.length);
  writeUnsigned(bytes, refundedAt, lengths.refunded, refunded + moneyBias);
  digestOf(row, customerId).copy(bytes, digestAt, 0, lengths.digest);
  variants.copy(bytes, stateLength);
  return new Uint8Array(bytes);
}

/** Negative: `one` is older; 0: the same state of the same order of the same customer. */
export function compareVersions(one: Version, other: Version): number {
  return Buffer.compare(one, other);
}

/** The same but for what is told of variants. */
export function isSameState(one: Version, other: Version): boolean {
  return Buffer.compare(one.subarray(0, stateLength), other.subarray(0, stateLength)) === 0;
}

/**
 * Two different states of one second (and revision), neither read after it was over: which is the last one only
 * the shop can say. The order above decides until it has.
 */
export function isTie(one: Version, other: Version): boolean {
  const instant = (version: Version) => version.subarray(0, settledAt);
  return (
    one[settledAt] === 0 &&
    other[settledAt] === 0 &&
    Buffer.compare(instant(one), instant(other)) === 0 &&
    Buffer.compare(digestIn(one), digestIn(other)) !== 0
  );
}

function digestIn(version: Version): Uint8Array {
  return version.subarray(digestAt, stateLength);
}

function digestOf(row: LedgerRow, customerId: string | null): Buffer {
  const lines = row.lines.map(({ productId, quantity, netMinor }) => ({
    productId,
    quantity,
    netMinor,
  }));
  const content = Buffer.concat([
    packRow({ ...row, lines, settled: false }),
    Buffer.from(customerId === null ? '-' : `=${customerId}`),
  ]);
  return hash('sha256', content, 'buffer');
}

/** Nothing where none is told, so that such a state is what it was before there were variants. */
function variantsOf({ lines }: LedgerRow): Buffer {
  if (lines.every(({ variant }) => variant === undefined)) return Buffer.alloc(0);
  const told = JSON.stringify(lines.map(({ variant }) => variant ?? null));
  return hash('sha256', told, 'buffer').subarray(0, lengths.variants);
}

/** Big-endian; with its bias the value is a safe integer. */
function writeUnsigned(bytes: Buffer, at: number, length: number, value: number): void {
  let rest = value;
  for (let index = at + length - 1; index >= at; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}
