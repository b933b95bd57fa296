import type { Columns } from '../columns.ts';

/** Values of one number a customer; `unknown` marks those we do not hold (NaN: every NaN). */
export interface Numbers {
  values: NumberArray;
  unknown: number;
  /** A date kept as an instant: the values are epoch seconds, and asked about by their day. */
  as?: 'seconds';
}

export type NumberArray =
  Int8Array | Uint8Array | Int32Array | Uint32Array | Float64Array | Float32Array;

/** Several names a customer: those of customer i are `codes[offsets[i]…offsets[i + 1]]`. */
export interface Lists {
  offsets: Int32Array;
  codes: Int32Array;
  names: readonly string[];
  /** 0: the names of customer i are not known, nor that there are none; missing: everybody's are. */
  known?: Uint8Array;
}

/** What a reader may need beside the columns. */
export interface QueryContext {
  /** Today on the shop's calendar, as a day number. */
  today: number;
  /** Decimals of the shop's currency. */
  exponent: number;
  /** Shop-calendar day of an epoch second. */
  dayOf: (second: number) => number;
  /** Columns already worked out, where the customers asked about stay as they are. */
  kept?: Map<string, Numbers>;
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
    /** One word a customer, out of words of the shop's own, unique whatever their case. */
    | {
        type: 'name';
        unit: 'names';
        read: (columns: Columns) => Numbers;
        names: (columns: Columns) => readonly string[];
      }
    | { type: 'list'; unit: 'tags' | 'names'; read: (columns: Columns) => Lists }
    /** Another segment, by name: what stands for it is put in its place before anybody is asked. */
    | { type: 'segment'; unit: 'segment' }
  );
export type NumberUnit = 'orders' | 'days' | 'money' | 'score' | 'share' | 'hour';
