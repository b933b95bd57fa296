import { consentSchema } from '../customers/customer.schema.ts';
import {
  abcKeys,
  levelKeys,
  lifecycleKeys,
  loyaltyKeys,
  promotionKeys,
  quadrantKeys,
  segmentKeys,
  standardKeys,
} from './classes.schema.ts';
import { emptyGroups, type GroupColumns } from './groups/groupColumns.ts';

/** Consent states in the order of their codes. */
export const consentStates = consentSchema.shape.state.options;

/** Words behind the coded columns; code −1: no value. */
export const codeWords = {
  segment: segmentKeys,
  level: levelKeys,
  abc: abcKeys,
  lifecycle: lifecycleKeys,
  quadrant: quadrantKeys,
  loyalty: loyaltyKeys,
  promotion: promotionKeys,
  standard: standardKeys,
  emailConsent: consentStates,
  smsConsent: consentStates,
} as const satisfies Record<string, readonly string[]>;
export type CodeColumn = keyof typeof codeWords;

/** The value that stands for "unknown" in a column. */
export const unknownInt = -1;
export const unknownInstant = 0;
export const unknownScore = 0;

/**
 * The customers of a shop as columns, one index each, in ascending order of id. Money is minor
 * units of the shop's currency; instants are epoch seconds (0: none); days are shop-calendar day
 * numbers (−1: none); other unknowns are −1, or NaN where the column holds fractions.
 */
export interface Columns {
  count: number;
  /** UTF-8 of all ids, and where each begins. */
  idBytes: Uint8Array;
  idOffsets: Int32Array;
  rows: Int32Array;
  orders: Int32Array;
  orderDays: Int32Array;
  netMinor: Float64Array;
  discountMinor: Float64Array;
  /** What the shop itself says. */
  shopOrders: Int32Array;
  shopSpentMinor: Float64Array;
  firstAt: Uint32Array;
  lastAt: Uint32Array;
  createdAt: Uint32Array;
  firstDay: Int32Array;
  lastDay: Int32Array;
  /** The rhythm's own days: subscription renewals left out. */
  rhythmDays: Int32Array;
  rhythmLastDay: Int32Array;
  usualGapDays: Float32Array;
  /** Days from the first order day to the second, renewals left out. */
  secondOrderDays: Int32Array;
  /** Months with an order that counts, as `monthBits` keeps them. */
  orderMonths: Uint32Array;
  /** Coefficient of variation of the gaps between order days, renewals left out. */
  gapVariation: Float64Array;
  /** Net spend and order days of the quadrants' window, and the net spend ABC compares. */
  recentMinor: Float64Array;
  recentOrderDays: Int32Array;
  abcMinor: Float64Array;
  /** Of the orders that count: with a redeemed code, with any discount, and the last without either. */
  codeOrders: Int32Array;
  discountedOrders: Int32Array;
  lastFullPriceDay: Int32Array;
  /** Day of the last order with a discount. */
  lastDiscountDay: Int32Array;
  /** Spend expected of the next 365 and 90 days; NaN: not predicted. Filled by the prediction. */
  potentialMinor: Float64Array;
  soonMinor: Float64Array;
  /** Chances (0–1) of an order within so many days, order days expected within a year; NaN: not predicted. */
  chance30: Float32Array;
  chance90: Float32Array;
  chance180: Float32Array;
  expectedOrders365: Float32Array;
  /** Days between which the next order is to be expected. */
  nextFromDay: Int32Array;
  nextByDay: Int32Array;
  /** Day from which the customer counts as lost if nothing is bought. */
  lostFromDay: Int32Array;
  /** Scores 1 to 5; 0: not ranked. */
  recency: Uint8Array;
  frequency: Uint8Array;
  monetary: Uint8Array;
  segment: Int8Array;
  level: Int8Array;
  abc: Int8Array;
  lifecycle: Int8Array;
  quadrant: Int8Array;
  loyalty: Int8Array;
  promotion: Int8Array;
  standard: Int8Array;
  segmentSince: Uint32Array;
  levelSince: Uint32Array;
  abcSince: Uint32Array;
  lifecycleSince: Uint32Array;
  quadrantSince: Uint32Array;
  loyaltySince: Uint32Array;
  promotionSince: Uint32Array;
  standardSince: Uint32Array;
  /** When the customer last came up to A or B, in level or spend class, by their own doing. */
  roseAt: Uint32Array;
  /** 1: a rising customer. */
  rising: Uint8Array;
  emailConsent: Int8Array;
  smsConsent: Int8Array;
  /** 1: the shop says there are more orders than we may see. */
  historyIncomplete: Uint8Array;
  /** 1: ranked among wholesale customers. */
  wholesale: Uint8Array;
  /** Tags of customer i: `tagCodes[tagOffsets[i]…tagOffsets[i + 1]]`, each an index of `tagNames`. */
  tagOffsets: Int32Array;
  tagCodes: Int32Array;
  tagNames: readonly string[];
  /** By taste, place and habit. */
  groups: GroupColumns;
}

/** The columns that hold one number a customer. */
export const numericColumns = [
  'rows',
  'orders',
  'orderDays',
  'netMinor',
  'discountMinor',
  'shopOrders',
  'shopSpentMinor',
  'firstAt',
  'lastAt',
  'createdAt',
  'firstDay',
  'lastDay',
  'rhythmDays',
  'rhythmLastDay',
  'usualGapDays',
  'secondOrderDays',
  'orderMonths',
  'gapVariation',
  'recentMinor',
  'recentOrderDays',
  'abcMinor',
  'codeOrders',
  'discountedOrders',
  'lastFullPriceDay',
  'lastDiscountDay',
  'potentialMinor',
  'soonMinor',
  'chance30',
  'chance90',
  'chance180',
  'expectedOrders365',
  'nextFromDay',
  'nextByDay',
  'lostFromDay',
  'recency',
  'frequency',
  'monetary',
  'segment',
  'level',
  'abc',
  'lifecycle',
  'quadrant',
  'loyalty',
  'promotion',
  'standard',
  'segmentSince',
  'levelSince',
  'abcSince',
  'lifecycleSince',
  'quadrantSince',
  'loyaltySince',
  'promotionSince',
  'standardSince',
  'roseAt',
  'rising',
  'emailConsent',
  'smsConsent',
  'historyIncomplete',
  'wholesale',
] as const satisfies readonly (keyof Columns)[];
export type NumericColumn = (typeof numericColumns)[number];

/** Where the numbers of a column come from: fresh memory, or a file. */
export interface ColumnSource {
  int8: (name: NumericColumn) => Int8Array;
  uint8: (name: NumericColumn) => Uint8Array;
  int32: (name: NumericColumn) => Int32Array;
  uint32: (name: NumericColumn) => Uint32Array;
  float64: (name: NumericColumn) => Float64Array;
  /** Chances and averages: seven digits say all there is, in half the room. */
  float32: (name: NumericColumn) => Float32Array;
}

/** The numeric columns, each from its source. */
export function numbersFrom(make: ColumnSource): Pick<Columns, NumericColumn> {
  return {
    rows: make.int32('rows'),
    orders: make.int32('orders'),
    orderDays: make.int32('orderDays'),
    netMinor: make.float64('netMinor'),
    discountMinor: make.float64('discountMinor'),
    shopOrders: make.int32('shopOrders'),
    shopSpentMinor: make.float64('shopSpentMinor'),
    firstAt: make.uint32('firstAt'),
    lastAt: make.uint32('lastAt'),
    createdAt: make.uint32('createdAt'),
    firstDay: make.int32('firstDay'),
    lastDay: make.int32('lastDay'),
    rhythmDays: make.int32('rhythmDays'),
    rhythmLastDay: make.int32('rhythmLastDay'),
    usualGapDays: make.float32('usualGapDays'),
    secondOrderDays: make.int32('secondOrderDays'),
    orderMonths: make.uint32('orderMonths'),
    gapVariation: make.float64('gapVariation'),
    recentMinor: make.float64('recentMinor'),
    recentOrderDays: make.int32('recentOrderDays'),
    abcMinor: make.float64('abcMinor'),
    codeOrders: make.int32('codeOrders'),
    discountedOrders: make.int32('discountedOrders'),
    lastFullPriceDay: make.int32('lastFullPriceDay'),
    lastDiscountDay: make.int32('lastDiscountDay'),
    potentialMinor: make.float64('potentialMinor'),
    soonMinor: make.float64('soonMinor'),
    chance30: make.float32('chance30'),
    chance90: make.float32('chance90'),
    chance180: make.float32('chance180'),
    expectedOrders365: make.float32('expectedOrders365'),
    nextFromDay: make.int32('nextFromDay'),
    nextByDay: make.int32('nextByDay'),
    lostFromDay: make.int32('lostFromDay'),
    recency: make.uint8('recency'),
    frequency: make.uint8('frequency'),
    monetary: make.uint8('monetary'),
    segment: make.int8('segment'),
    level: make.int8('level'),
    abc: make.int8('abc'),
    lifecycle: make.int8('lifecycle'),
    quadrant: make.int8('quadrant'),
    loyalty: make.int8('loyalty'),
    promotion: make.int8('promotion'),
    standard: make.int8('standard'),
    segmentSince: make.uint32('segmentSince'),
    levelSince: make.uint32('levelSince'),
    abcSince: make.uint32('abcSince'),
    lifecycleSince: make.uint32('lifecycleSince'),
    quadrantSince: make.uint32('quadrantSince'),
    loyaltySince: make.uint32('loyaltySince'),
    promotionSince: make.uint32('promotionSince'),
    standardSince: make.uint32('standardSince'),
    roseAt: make.uint32('roseAt'),
    rising: make.uint8('rising'),
    emailConsent: make.int8('emailConsent'),
    smsConsent: make.int8('smsConsent'),
    historyIncomplete: make.uint8('historyIncomplete'),
    wholesale: make.uint8('wholesale'),
  };
}

/** Room for `count` customers, all values zero. */
export function emptyColumns(count: number, groups = emptyGroups(count)): Columns {
  return {
    count,
    idBytes: new Uint8Array(0),
    idOffsets: new Int32Array(count + 1),
    ...numbersFrom({
      int8: () => new Int8Array(count),
      uint8: () => new Uint8Array(count),
      int32: () => new Int32Array(count),
      uint32: () => new Uint32Array(count),
      float64: () => new Float64Array(count),
      float32: () => new Float32Array(count),
    }),
    tagOffsets: new Int32Array(count + 1),
    tagCodes: new Int32Array(0),
    tagNames: [],
    groups,
  };
}

/** Nothing is predicted of anybody, as in every view of the past. */
export function forgetPredictions(columns: Columns): void {
  const { potentialMinor, soonMinor, chance30, chance90, chance180, expectedOrders365 } = columns;
  for (const values of [potentialMinor, soonMinor, chance30, chance90, chance180]) values.fill(NaN);
  expectedOrders365.fill(NaN);
  columns.nextFromDay.fill(unknownInt);
  columns.nextByDay.fill(unknownInt);
}

const utf8 = new TextDecoder();

/** The id of one customer. */
export function idAt(columns: Columns, index: number): string {
  return utf8.decode(
    columns.idBytes.subarray(columns.idOffsets[index], columns.idOffsets[index + 1]),
  );
}

/** The word of a coded column; null: no value. */
export function wordAt(columns: Columns, column: CodeColumn, index: number): string | null {
  return codeWords[column][columns[column][index] ?? unknownInt] ?? null;
}

/** The tags of one customer. */
export function tagsAt(columns: Columns, index: number): string[] {
  const codes = columns.tagCodes.subarray(columns.tagOffsets[index], columns.tagOffsets[index + 1]);
  return Array.from(codes, (code) => columns.tagNames[code] ?? '');
}

/** Where a customer stands; −1: not here. */
export function indexOfId(columns: Columns, id: string): number {
  let low = 0;
  let high = columns.count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = idOrder(idAt(columns, middle), id);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Ascending order of ids: shorter first, so that whole numbers come in their own order. */
export function idOrder(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}
