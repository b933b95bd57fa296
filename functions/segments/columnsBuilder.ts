import { schemes, shopGroups, type CustomerItem } from '../customers/customer.schema.ts';
import type { WireCustomer } from '../customers/wireCustomer.ts';
import type { HeldClasses } from './changes.ts';
import {
  codeWords,
  emptyColumns,
  numericColumns,
  unknownInstant,
  unknownInt,
  type CodeColumn,
  type Columns,
  type NumericColumn,
} from './columns.ts';
import type { Prediction } from '../prediction/predict.ts';
import type { FiguresRead } from './figures.ts';
import { emptyGroups } from './groups/groupColumns.ts';
import { TraitColumns } from './groups/traitColumns.ts';
import { noTraits, type Traits } from './groups/traits.ts';
import { HeldWords } from './heldWords.ts';
import { IdList } from './idList.ts';
import { instantIn } from './instants.ts';
import { monthBits, secondOrderDays } from './orderMonths.ts';
import { reorder } from './reorder.ts';
import { roseAt } from './rising.ts';
import { TagList } from './tagList.ts';

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

/** The numbers a listing writes. */
const listedColumns = [
  'historyIncomplete',
  'lostFromDay',
  ...schemes,
  ...schemes.map((name) => `${name}Since` as const),
  'roseAt',
  'shopOrders',
  'shopSpentMinor',
  'createdAt',
  'emailConsent',
  'smsConsent',
] as const satisfies readonly NumericColumn[];

/** Gathers customers in any order; columns grow by doubling, so that memory stays in typed arrays. */
export class ColumnsBuilder {
  private columns = emptyColumns(256, emptyGroups(0));
  private readonly ids = new IdList();
  private readonly tags = new TagList();
  private readonly traits = new TraitColumns();
  private readonly heldWords = new HeldWords();
  /** Figures were written, so that all columns are to be kept. */
  private hasFigures = false;

  /** Where the customer was put, until `done` orders them by id. */
  add(entry: CustomerEntry): number {
    const at = this.list(entry, entry.read.figures.historyIncomplete);
    writeFigures(this.columns, at, entry.read);
    this.hasFigures = true;
    return at;
  }

  /** The same without figures, which a fold of all ledgers writes later. */
  list(entry: CustomerListing, historyIncomplete: boolean): number {
    const at = this.ids.add(entry.id);
    this.makeRoom();
    this.columns.historyIncomplete[at] = historyIncomplete ? 1 : 0;
    this.columns.lostFromDay[at] = unknownInt;
    writeHeld(this.columns, at, entry.held);
    const { shopSays, consent } = entry;
    this.columns.shopOrders[at] = shopSays?.orders ?? unknownInt;
    this.columns.shopSpentMinor[at] = shopSays?.spentMinor ?? NaN;
    this.columns.createdAt[at] = instantIn(entry.createdAt);
    this.columns.emailConsent[at] = codeOf('emailConsent', consent.email?.state ?? null);
    this.columns.smsConsent[at] = codeOf('smsConsent', consent.sms?.state ?? null);
    this.tags.add(entry.tags);
    this.traits.add(entry.traits ?? noTraits, entry.shopGroup);
    return at;
  }

  /** The same of a customer's item where it stands. */
  listAt(item: WireCustomer, historyIncomplete: boolean, traits: Traits): void {
    const at = this.ids.addBytes(item.page, item.idFrom, item.idTo);
    this.makeRoom();
    const { columns } = this;
    columns.historyIncomplete[at] = historyIncomplete ? 1 : 0;
    columns.lostFromDay[at] = unknownInt;
    this.heldWords.write(columns, at, item.classes);
    columns.shopOrders[at] = Number.isNaN(item.shopOrders) ? unknownInt : item.shopOrders;
    columns.shopSpentMinor[at] = item.shopSpentMinor;
    columns.createdAt[at] = instantIn(Number.isNaN(item.createdAt) ? null : item.createdAt);
    columns.emailConsent[at] = item.consent.email;
    columns.smsConsent[at] = item.consent.sms;
    this.tags.addWorn(item.tags);
    this.traits.add(traits, shopGroups[item.shopGroup]);
  }

  /** The columns in order of id, and where each customer that was added stands now. */
  done(): { columns: Columns; position: Uint32Array } {
    const order = this.ids.order();
    const columns = emptyColumns(order.length);
    for (const name of this.hasFigures ? numericColumns : listedColumns) {
      reorder(this.columns[name], columns[name], order);
    }
    this.ids.write(columns, order);
    this.tags.write(columns, order);
    this.traits.write(columns.groups, order);
    const position = new Uint32Array(order.length);
    for (let i = 0; i < order.length; i += 1) position[order[i] ?? 0] = i;
    return { columns, position };
  }

  private makeRoom(): void {
    const { count } = this.columns;
    if (this.ids.size <= count) return;
    const wider = emptyColumns(count * 2, emptyGroups(0));
    const kept = this.hasFigures ? numericColumns : listedColumns;
    for (const name of kept) wider[name].set(this.columns[name]);
    this.columns = wider;
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
