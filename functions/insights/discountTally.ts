import { levelKeys, lifecycleKeys, promotionKeys } from '../segments/classes.schema.ts';
import { timings } from './timing.ts';

/** Sums over orders; minor units of the shop's currency. */
export interface Tally {
  orders: number;
  discountMinor: number;
  /** What the orders brought, refunds taken off. */
  revenueMinor: number;
}

/** The same, and how many customers it was. */
export interface PeopleTally extends Tally {
  customers: number;
}

/** By what a discount was given. Without a code: automatic, by hand, or in the price of a line. */
export const meansKeys = ['code', 'noCode'] as const;
/** Who bought; `walkIn`: a sale without a customer. */
export const buyerKeys = ['returning', 'new', 'walkIn'] as const;
export const discountLevels = [...levelKeys, 'none'] as const;
export const attitudeKeys = [...promotionKeys, 'none'] as const;
/** `unplaced`: a sale without a customer, or a customer whose history is incomplete. */
export const stateKeys = [...lifecycleKeys, 'unplaced'] as const;
/** Beside the buyer's timing: what has none. */
export const timingKeys = [...timings, 'renewal', 'unplaced'] as const;
/** Disjoint: would it, by what was known that morning, have been bought at the full price? */
export const neededKeys = ['dueAndFull', 'due', 'full', 'neither', 'cannotTell'] as const;
/** How a customer who was overdue or lost that morning came back. */
export const comebackKeys = ['noDiscount', 'code', 'noCode'] as const;

export type TallyOf<Key extends string> = Record<Key, Tally>;

/** Discounts of a year, in parts that each add up to the whole. */
export interface Checkup {
  /** Every order that counts, with a discount or without. */
  all: Tally;
  /** Those with a discount; every part below is a part of these. */
  discounted: PeopleTally;
  byMeans: TallyOf<(typeof meansKeys)[number]>;
  byMonth: { month: string; all: Tally; discounted: Tally }[];
  byBuyer: TallyOf<(typeof buyerKeys)[number]>;
  byLevel: Record<(typeof discountLevels)[number], PeopleTally>;
  byAttitude: Record<(typeof attitudeKeys)[number], PeopleTally>;
  byState: TallyOf<(typeof stateKeys)[number]>;
  byTiming: TallyOf<(typeof timingKeys)[number]>;
  byNeed: TallyOf<(typeof neededKeys)[number]>;
  /** Times a customer came back, not people. */
  comebacks: Record<'overdue' | 'lost', Record<(typeof comebackKeys)[number], number>>;
  /** Days of history before the last day that is looked at. */
  historyDays: number;
}

export function noTally(): Tally {
  return { orders: 0, discountMinor: 0, revenueMinor: 0 };
}

export function noPeople(): PeopleTally {
  return { ...noTally(), customers: 0 };
}

export function add(tally: Tally, discountMinor: number, revenueMinor: number): void {
  tally.orders += 1;
  tally.discountMinor += discountMinor;
  tally.revenueMinor += revenueMinor;
}

export function emptyCheckup(): Checkup {
  return {
    all: noTally(),
    discounted: noPeople(),
    byMeans: { code: noTally(), noCode: noTally() },
    byMonth: [],
    byBuyer: { returning: noTally(), new: noTally(), walkIn: noTally() },
    byLevel: { A: noPeople(), B: noPeople(), C: noPeople(), D: noPeople(), none: noPeople() },
    byAttitude: { full: noPeople(), mixed: noPeople(), driven: noPeople(), none: noPeople() },
    byState: {
      prospect: noTally(),
      first_timer: noTally(),
      regular: noTally(),
      slowing: noTally(),
      overdue: noTally(),
      lost: noTally(),
      written_off: noTally(),
      unplaced: noTally(),
    },
    byTiming: {
      due: noTally(),
      early: noTally(),
      late: noTally(),
      first: noTally(),
      renewal: noTally(),
      unplaced: noTally(),
    },
    byNeed: {
      dueAndFull: noTally(),
      due: noTally(),
      full: noTally(),
      neither: noTally(),
      cannotTell: noTally(),
    },
    comebacks: {
      overdue: { noDiscount: 0, code: 0, noCode: 0 },
      lost: { noDiscount: 0, code: 0, noCode: 0 },
    },
    historyDays: 0,
  };
}
