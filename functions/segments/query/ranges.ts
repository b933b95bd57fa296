import type { Numbers } from './attribute.ts';
import { bytesOf, newTruths, unknown, yes, type Truths } from './truths.ts';

/** What is asked of a number; `highest`: the largest value that is a known one. */
export interface Range {
  low: number;
  high: number;
  unknown: number;
  highest: number;
}

/**
 * Who is within, both ends included. One loop a kind of array, because a loop over several kinds
 * is several times slower; without branches, because which way they go is anybody's guess.
 */
export function within(values: Numbers['values'], range: Range): Truths {
  if (values instanceof Float64Array) return doublesWithin(values, range);
  if (values instanceof Float32Array) return doublesWithin(new Float64Array(values), range);
  if (values instanceof Int32Array) return intsWithin(values, range);
  if (values instanceof Uint32Array) return instantsWithin(values, range);
  return bytesWithin(
    values,
    truthTable(values instanceof Int8Array, (one) => inRange(one, range)),
  );
}

/** Who has one of these values; small codes are looked up once for all of them. */
export function withinAny(values: Numbers['values'], ranges: readonly Range[]): Truths | null {
  if (!(values instanceof Int8Array || values instanceof Uint8Array)) return null;
  const truthOf = (one: number) => ranges.reduce((truth, range) => truth | inRange(one, range), 0);
  return bytesWithin(values, truthTable(values instanceof Int8Array, truthOf));
}

function inRange(value: number, range: Range): number {
  if (value === range.unknown || value > range.highest) return unknown;
  return value >= range.low && value <= range.high ? yes : 0;
}

function truthTable(signed: boolean, truthOf: (value: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) =>
    truthOf(signed && byte > 127 ? byte - 256 : byte),
  );
}

function bytesWithin(values: Int8Array | Uint8Array, table: Uint8Array): Truths {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.length);
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  for (let i = 0; i < bytes.length; i += 1) into[i] = table[bytes[i] ?? 0] ?? 0;
  return truths;
}

function intsWithin(values: Int32Array, range: Range): Truths {
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  const bounds = wholeRange(range, -(2 ** 31), 2 ** 31 - 1);
  // "| 0" tells the compiler what they are: then the loop compares whole numbers.
  const low = bounds.low | 0;
  const high = bounds.high | 0;
  const missing = bounds.missing | 0;
  const highest = bounds.highest | 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = (values[i] ?? 0) | 0;
    const nothing = Number(value === missing) | Number(value > highest);
    const hit = Number(value >= low) & Number(value <= high) & (nothing ^ 1);
    into[i] = (hit * yes) | nothing;
  }
  return truths;
}

function instantsWithin(values: Uint32Array, range: Range): Truths {
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  const { low, high, missing, highest } = wholeRange(range, 0, 2 ** 32 - 1);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const nothing = Number(value === missing) | Number(value > highest);
    const hit = Number(value >= low) & Number(value <= high) & (nothing ^ 1);
    into[i] = (hit * yes) | nothing;
  }
  return truths;
}

/** The same range in whole numbers of the array's kind: those are compared in half the time. */
function wholeRange(range: Range, least: number, most: number) {
  const empty = range.low > most || range.high < least || !(range.low <= range.high);
  const bound = (value: number) => Math.min(most, Math.max(least, value));
  return {
    low: empty ? most : bound(Math.ceil(range.low)),
    high: empty ? least : bound(Math.floor(range.high)),
    // No column of ours holds the least there is: where all values are known, it stands for none.
    missing: Number.isNaN(range.unknown) ? least : bound(range.unknown),
    highest: bound(Math.floor(range.highest)),
  };
}

function doublesWithin(values: Float64Array, range: Range): Truths {
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  const { low, high, unknown: missing } = range;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    // Number.isNaN would be a branch in this loop.
    const nothing = Number(value === missing) | Number(value !== value);
    const hit = Number(value >= low) & Number(value <= high) & (nothing ^ 1);
    into[i] = (hit * yes) | nothing;
  }
  return truths;
}
