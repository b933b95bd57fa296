import type { Columns } from '../columns.ts';

/** Values of one number a customer; `unknown` marks those we do not hold (NaN: every NaN). */
export interface Numbers {
  values: NumberArray;
  unknown: number;
}

export type NumberArray = Int8Array | Uint8Array | Int32Array | Float64Array;

/** What a reader may need beside the columns. */
export interface QueryContext {
  /** Today on the shop's calendar, as a day number. */
  today: number;
  /** Decimals of the shop's currency. */
  exponent: number;
  /** Shop-calendar day of an epoch second. */
  dayOf: (second: number) => number;
}

interface Described {
  name: string;
  /** What it means, in one sentence for a shopkeeper. */
  sentence: string;
}

/** One thing a query can ask about: the parser, evaluator, completion, help and docs all read this. */
export type Attribute = Described &
  (
    | { type: 'number'; unit: NumberUnit; read: (columns: Columns, at: QueryContext) => Numbers }
    | { type: 'date'; unit: 'day'; read: (columns: Columns, at: QueryContext) => Numbers }
    | { type: 'choice'; unit: 'key'; choices: readonly string[]; read: (c: Columns) => Numbers }
    | { type: 'flag'; unit: 'flag'; read: (columns: Columns) => Numbers }
    | { type: 'list'; unit: 'tags' }
  );
export type NumberUnit = 'orders' | 'days' | 'money' | 'score' | 'share';
