import { schemes, type CustomerItem } from '../customers/customer.schema.ts';
import type { HeldClasses } from './changes.ts';
import {
  codeWords,
  emptyColumns,
  idOrder,
  numericColumns,
  unknownInstant,
  unknownInt,
  type CodeColumn,
  type Columns,
} from './columns.ts';
import type { Prediction } from '../prediction/predict.ts';
import type { FiguresRead } from './figures.ts';
import { emptyGroups } from './groups/groupColumns.ts';
import { TraitColumns } from './groups/traitColumns.ts';
import { noTraits, type Traits } from './groups/traits.ts';
import { Names } from './names.ts';
import { monthBits, secondOrderDays } from './orderMonths.ts';
import { roseAt } from './rising.ts';

/** What one customer puts into the columns beside what the ledger says. Nothing of it is personal. */
export interface CustomerListing extends Pick<CustomerItem, 'shopSays' | 'shopGroup' | 'consent'> {
  id: string;
  held: HeldClasses;
  /** Epoch seconds. */
  createdAt: number | null;
  tags: readonly string[];
  /** Missing: not known. */
  traits?: Traits;
}

/** The same with the ledger read. */
export interface CustomerEntry extends CustomerListing {
  read: FiguresRead;
}

/** Gathers customers in any order; columns grow by doubling, so that memory stays in typed arrays. */
export class ColumnsBuilder {
  private columns = emptyColumns(256, emptyGroups(0));
  private readonly ids: string[] = [];
  private readonly tags: number[] = [];
  private readonly tagEnds: number[] = [];
  private readonly tagNames = new Names();
  private readonly traits = new TraitColumns();

  /** Where the customer was put, until `done` orders them by id. */
  add(entry: CustomerEntry): number {
    const at = this.list(entry, entry.read.figures.historyIncomplete);
    writeFigures(this.columns, at, entry.read);
    return at;
  }

  /** The same without figures, which a fold of all ledgers writes later. */
  list(entry: CustomerListing, historyIncomplete: boolean): number {
    const at = this.ids.push(entry.id) - 1;
    if (at >= this.columns.count) this.columns = resized(this.columns, this.columns.count * 2);
    this.columns.historyIncomplete[at] = historyIncomplete ? 1 : 0;
    this.columns.lostFromDay[at] = unknownInt;
    writeHeld(this.columns, at, entry.held);
    const { shopSays, consent } = entry;
    this.columns.shopOrders[at] = shopSays?.orders ?? unknownInt;
    this.columns.shopSpentMinor[at] = shopSays?.spentMinor ?? NaN;
    this.columns.createdAt[at] = instantIn(entry.createdAt);
    this.columns.emailConsent[at] = codeOf('emailConsent', consent.email?.state ?? null);
    this.columns.smsConsent[at] = codeOf('smsConsent', consent.sms?.state ?? null);
    for (const tag of entry.tags) this.tags.push(this.tagNames.codeOf(tag));
    this.tagEnds.push(this.tags.length);
    this.traits.add(entry.traits ?? noTraits, entry.shopGroup);
    return at;
  }

  /** The columns in order of id, and where each customer that was added stands now. */
  done(): { columns: Columns; position: Uint32Array } {
    const { ids } = this;
    const order = Uint32Array.from(ids, (_, index) => index);
    if (!ids.every((id, index) => index === 0 || idOrder(ids[index - 1] ?? '', id) < 0)) {
      order.sort((one, other) => idOrder(ids[one] ?? '', ids[other] ?? ''));
    }
    const columns = emptyColumns(ids.length);
    for (const name of numericColumns) {
      const from = this.columns[name];
      const to = columns[name];
      for (let i = 0; i < order.length; i += 1) to[i] = from[order[i] ?? 0] ?? 0;
    }
    this.writeIds(columns, order);
    this.writeTags(columns, order);
    this.traits.write(columns.groups, order);
    const position = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i += 1) position[order[i] ?? 0] = i;
    return { columns, position };
  }

  private writeIds(columns: Columns, order: Uint32Array): void {
    const utf8 = new TextEncoder();
    let bytes = new Uint8Array(this.ids.length * 16 + 64);
    let end = 0;
    for (let i = 0; i < order.length; i += 1) {
      const id = this.ids[order[i] ?? 0] ?? '';
      if (end + id.length * 3 > bytes.length) {
        const wider = new Uint8Array(bytes.length * 2 + id.length * 3);
        wider.set(bytes);
        bytes = wider;
      }
      end += utf8.encodeInto(id, bytes.subarray(end)).written;
      columns.idOffsets[i + 1] = end;
    }
    columns.idBytes = bytes.slice(0, end);
  }

  private writeTags(columns: Columns, order: Uint32Array): void {
    const codes = new Int32Array(this.tags.length);
    let end = 0;
    for (let i = 0; i < order.length; i += 1) {
      const at = order[i] ?? 0;
      for (let tag = this.tagEnds[at - 1] ?? 0; tag < (this.tagEnds[at] ?? 0); tag += 1) {
        codes[end] = this.tags[tag] ?? 0;
        end += 1;
      }
      columns.tagOffsets[i + 1] = end;
    }
    columns.tagCodes = codes;
    columns.tagNames = this.tagNames.all();
  }
}

/** One customer as columns of length one, so that a query means the same for one as for all. */
export function columnsOfOne(entry: CustomerEntry): Columns {
  const builder = new ColumnsBuilder();
  builder.add(entry);
  return builder.done().columns;
}

/** The classes a customer holds, into the row at `at`. */
export function writeHeld(columns: Columns, at: number, held: HeldClasses): void {
  for (const scheme of schemes) {
    columns[scheme][at] = codeOf(scheme, held[scheme]?.value ?? null);
    columns[`${scheme}Since`][at] = held[scheme]?.since ?? unknownInstant;
  }
  columns.roseAt[at] = instantIn(roseAt(held));
}

/** The code of a word; −1 for none, and for one this version does not know. */
export function codeOf(column: CodeColumn, word: string | null): number {
  const words: readonly string[] = codeWords[column];
  return word === null ? unknownInt : words.indexOf(word);
}

const latestInstant = 0xffff_ffff;

/** A column holds 1970 to 2106; an instant before or after (a till's "1900") is at its near end. */
function instantIn(at: number | null): number {
  return at === null ? unknownInstant : Math.min(latestInstant, Math.max(unknownInstant + 1, at));
}

/** What a ledger says, into the row at `at`. */
export function writeFigures(columns: Columns, at: number, read: FiguresRead): void {
  const { figures } = read;
  columns.rows[at] = figures.rows;
  columns.orders[at] = figures.orders;
  columns.orderDays[at] = figures.orderDays;
  columns.netMinor[at] = figures.netMinor;
  columns.discountMinor[at] = read.discountMinor;
  columns.firstAt[at] = instantIn(figures.firstAt);
  columns.lastAt[at] = instantIn(figures.lastAt);
  columns.firstDay[at] = figures.firstDay ?? unknownInt;
  columns.lastDay[at] = figures.lastDay ?? unknownInt;
  columns.rhythmDays[at] = figures.rhythm.days;
  columns.rhythmLastDay[at] = figures.rhythm.lastDay ?? unknownInt;
  columns.usualGapDays[at] = read.usualGapDays ?? NaN;
  const { orderDays } = figures.history;
  columns.secondOrderDays[at] = secondOrderDays(read.ownDays.length > 0 ? read.ownDays : orderDays);
  columns.orderMonths[at] = monthBits(orderDays);
  columns.gapVariation[at] = figures.gapVariation ?? NaN;
  columns.recentMinor[at] = read.windows.recentMinor;
  columns.recentOrderDays[at] = read.windows.recentOrderDays;
  columns.abcMinor[at] = read.windows.abcMinor;
  columns.codeOrders[at] = figures.codeOrders;
  columns.discountedOrders[at] = figures.discountedOrders;
  columns.lastFullPriceDay[at] = figures.lastFullPriceDay ?? unknownInt;
  columns.lastDiscountDay[at] = read.lastDiscountDay ?? unknownInt;
  writePrediction(columns, at, read.prediction, read.ownDays.at(-1) ?? unknownInt);
  columns.historyIncomplete[at] = figures.historyIncomplete ? 1 : 0;
  columns.wholesale[at] = figures.wholesale ? 1 : 0;
}

/** What stands in the columns where nothing is predicted. */
const unforeseen: Prediction = {
  chance30: NaN,
  chance90: NaN,
  chance180: NaN,
  expectedOrders365: NaN,
  expectedSpend90: NaN,
  expectedSpend365: NaN,
  nextOrder: null,
};

/** What is expected of a customer whose last order of their own will was on `lastDay`. */
export function writePrediction(
  columns: Columns,
  at: number,
  prediction: Prediction | null,
  lastDay: number,
): void {
  const expected = prediction ?? unforeseen;
  columns.potentialMinor[at] = expected.expectedSpend365;
  columns.soonMinor[at] = expected.expectedSpend90;
  columns.chance30[at] = expected.chance30;
  columns.chance90[at] = expected.chance90;
  columns.chance180[at] = expected.chance180;
  columns.expectedOrders365[at] = expected.expectedOrders365;
  const next = expected.nextOrder;
  columns.nextFromDay[at] = next === null ? unknownInt : lastDay + next.fromDays;
  columns.nextByDay[at] = next === null ? unknownInt : lastDay + next.byDays;
}

function resized(columns: Columns, count: number): Columns {
  const wider = emptyColumns(count, emptyGroups(0));
  for (const name of numericColumns) wider[name].set(columns[name]);
  return wider;
}
