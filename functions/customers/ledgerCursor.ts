import { isPaidInPart } from './fold.ts';
import { codecVersions, paymentShift, rowBits, settledBit } from './ledger.ts';
import { orderFlags, payments } from './orderFact.ts';
import { PackedCursor } from './packedCursor.ts';

const paidInPart = Uint8Array.from(payments, (payment) => (isPaidInPart(payment) ? 1 : 0));

/** A flag as a bit of `flags`. */
export const flagBits = {
  test: 1 << orderFlags.indexOf('test'),
  wholesale: 1 << orderFlags.indexOf('wholesale'),
  subscription: 1 << orderFlags.indexOf('subscription'),
} as const;

/**
 * A ledger read in place, one row after another and then line after line of it: what a run keeps of
 * an order, without an object for it. `unpackLedger` reads all of it.
 */
export class LedgerCursor extends PackedCursor {
  isCredit = false;
  isPaidInPart = false;
  /** `flagBits` of the row. */
  flags = 0;
  placedAt = 0;
  isCancelled = false;
  cancelledAt = 0;
  totalMinor = 0;
  discountMinor = 0;
  /** So many of `refundAt` and `refundMinor` are the row's. */
  refunds = 0;
  readonly refundAt: number[] = [];
  readonly refundMinor: number[] = [];
  codes = 0;
  lines = 0;
  quantity = 0;
  netMinor = 0;
  /** The line's variant, by its place among those of the ledger; 0: none. */
  variant = 0;
  /** Where the texts of the variants met so far are. */
  readonly variantFrom: number[] = [];
  readonly variantTo: number[] = [];
  private hasVariants = false;
  private codesAt = 0;
  private detailsEnd = 0;

  /** The first so many of these bytes; none at all is an empty ledger. */
  open(bytes: Uint8Array<ArrayBuffer>, length: number): void {
    this.bytes = bytes;
    this.at = 0;
    this.end = length;
    this.detailsEnd = 0;
    this.placedAt = 0;
    this.variantFrom.length = 0;
    this.variantTo.length = 0;
    this.variant = 0;
    if (length === 0) return;
    const version = this.byte();
    this.detailsEnd = this.at;
    this.hasVariants = version === codecVersions.withVariants;
    if (!this.hasVariants && version !== codecVersions.plain) {
      throw new Error('a ledger of an unknown codec version');
    }
  }

  /** Goes to the next row and reads all of it but its lines; "no" behind the last one. */
  next(): boolean {
    this.at = this.detailsEnd;
    if (this.at >= this.end) return false;
    const state = this.byte();
    this.flags = this.byte() & ~settledBit;
    this.isCredit = (state & rowBits.credit) !== 0;
    this.isPaidInPart = paidInPart[state >> paymentShift] === 1;
    this.placedAt += this.signed();
    this.signed();
    this.isCancelled = (state & rowBits.cancelled) !== 0;
    if (this.isCancelled) this.cancelledAt = this.placedAt + this.signed();
    this.totalMinor = this.signed();
    this.discountMinor = (state & rowBits.discount) === 0 ? 0 : this.signed();
    this.refunds = (state & rowBits.refunds) === 0 ? 0 : this.count();
    for (let refund = 0; refund < this.refunds; refund += 1) {
      this.refundAt[refund] = this.placedAt + this.signed();
      this.refundMinor[refund] = this.signed();
    }
    const length = this.unsigned();
    this.mustBeWithin(this.end - length);
    this.detailsEnd = this.at + length;
    this.skipId();
    this.skipId();
    this.readId();
    for (let left = this.refunds; left > 0; left -= 1) this.skipId();
    this.codes = this.count();
    this.codesAt = this.at;
    for (let left = this.codes; left > 0; left -= 1) this.skipText();
    this.lines = this.count();
    this.mustBeWithin(this.detailsEnd);
    return true;
  }

  /** Reads the next line of the row; its product is the id. Not more often than there are `lines`. */
  nextLine(): void {
    this.readId();
    this.quantity = this.signed();
    this.netMinor = this.signed();
    if (this.hasVariants) this.readVariant();
    this.mustBeWithin(this.detailsEnd);
  }

  /** The codes of the row as texts, before its lines are read. */
  codeTexts(): string[] {
    const reader = this.readerAt(this.codesAt);
    return Array.from({ length: this.codes }, () => reader.text());
  }

  private readVariant(): void {
    this.variant = this.unsigned();
    if (this.variant <= this.variantFrom.length) return;
    const length = this.unsigned();
    this.variantFrom.push(this.at);
    this.at += length;
    this.variantTo.push(this.at);
  }
}
