import { ByteRoom } from '../platform/base64.ts';
import {
  bytesAt,
  bytesSkipped,
  goesOn,
  listOpens,
  nullAt,
  odd,
  textAt,
  wholeAt,
} from '../platform/plainWire.ts';
import type { WireCursor } from '../platform/wireCursor.ts';
import { ended, WireNames } from '../platform/wireNames.ts';
import { shopGroups } from './customer.schema.ts';
import { listedAttributes, type ListedAttribute } from './listedCustomer.ts';
import { WireClasses } from './wireClasses.ts';
import { WireConsent } from './wireConsent.ts';
import { WireTags } from './wireTags.ts';

/**
 * A customer's item read in place: what a run keeps of it, in fields that the next item overwrites.
 * Whatever is not as we write it nearly always, and a ledger of several items, is answered by "no",
 * and read as a `ListedItem` instead.
 */
export class WireCustomer {
  /** The bytes of the page, and where in them the id (ASCII) is. */
  page: Buffer = Buffer.alloc(0);
  idFrom = 0;
  idTo = 0;
  readonly ledger = new ByteRoom();
  readonly classes = new WireClasses();
  readonly tags = new WireTags();
  readonly consent = new WireConsent();
  /** What the shop itself says; NaN: nothing. */
  shopOrders = NaN;
  shopSpentMinor = NaN;
  /** A place in `shopGroups`; −1: none. */
  shopGroup = -1;
  /** Epoch seconds; NaN: not known. */
  createdAt = NaN;
  /** Neither merged into another nor deleted or redacted. */
  isListed = true;
  /** Where in the page what is sealed begins, in base64; −1: nothing is. */
  private personalFrom = -1;
  private personalTo = -1;
  private whole = NaN;
  private readonly names = new WireNames(listedAttributes);

  /** Reads the item at the cursor, which is behind it then; "no" leaves the cursor anywhere. */
  read(cursor: WireCursor): boolean {
    this.forget();
    this.page = cursor.bytes;
    let seen = 0;
    for (let name: number = odd; ;) {
      name = this.names.nameAt(cursor, name);
      const attribute = listedAttributes[name];
      // The first three are those that every customer has.
      if (attribute === undefined) return name === ended && (seen & 7) === 7;
      seen |= 1 << name;
      if (!this.readAttribute(cursor, attribute)) return false;
    }
  }

  id(): string {
    return this.page.toString('latin1', this.idFrom, this.idTo);
  }

  personal(): Uint8Array | null {
    if (this.personalFrom < 0) return null;
    const letters = this.page.toString('latin1', this.personalFrom, this.personalTo);
    return Buffer.from(letters, 'base64');
  }

  private forget(): void {
    this.shopOrders = NaN;
    this.shopSpentMinor = NaN;
    this.shopGroup = -1;
    this.createdAt = NaN;
    this.isListed = true;
    this.personalFrom = -1;
    this.classes.forget();
    this.tags.forget();
    this.consent.forget();
  }

  private readAttribute(cursor: WireCursor, name: ListedAttribute): boolean {
    switch (name) {
      case 'customerId':
        return this.readId(cursor);
      case 'ledger':
        return bytesAt(cursor, this.ledger);
      case 'chunks':
        return wholeAt(cursor) === 0;
      case 'classes':
        return this.classes.read(cursor);
      case 'tags':
        return this.tags.read(cursor);
      case 'consent':
        return this.consent.read(cursor);
      case 'shopSays':
        return nullAt(cursor) || this.readShopSays(cursor);
      case 'shopGroup':
        this.shopGroup = wholeAt(cursor);
        return shopGroups[this.shopGroup] !== undefined;
      case 'personal':
        return nullAt(cursor) || this.readPersonal(cursor);
      default:
        return nullAt(cursor) || this.readMoment(cursor, name);
    }
  }

  private readId(cursor: WireCursor): boolean {
    const length = textAt(cursor);
    this.idTo = cursor.at - 2;
    this.idFrom = this.idTo - length;
    for (let at = this.idFrom; at < this.idTo; at += 1) {
      if ((this.page[at] ?? 0) >= 0x80) return false;
    }
    return length !== odd;
  }

  private readShopSays(cursor: WireCursor): boolean {
    if (!listOpens(cursor) || goesOn(cursor) !== 1) return false;
    this.shopOrders = wholeAt(cursor);
    if (Number.isNaN(this.shopOrders) || goesOn(cursor) !== 1) return false;
    this.shopSpentMinor = wholeAt(cursor);
    if (Number.isNaN(this.shopSpentMinor) || goesOn(cursor) !== 1) return false;
    return !Number.isNaN(wholeAt(cursor)) && goesOn(cursor) === 0;
  }

  private readPersonal(cursor: WireCursor): boolean {
    const length = bytesSkipped(cursor);
    this.personalTo = cursor.at - 2;
    this.personalFrom = this.personalTo - length;
    return length !== odd;
  }

  private readMoment(
    cursor: WireCursor,
    name: 'createdAt' | 'mergedInto' | 'redactedAt' | 'deletedAt' | 'chunkOf' | 'closedBy',
  ): boolean {
    if (name === 'chunkOf' || name === 'closedBy') return false;
    if (name !== 'createdAt') this.isListed = false;
    if (name === 'mergedInto') return textAt(cursor) !== odd;
    const at = wholeAt(cursor);
    if (name === 'createdAt') this.createdAt = at;
    return !Number.isNaN(at);
  }
}
