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
  const { low, high, unknown: missing, highest } = range;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const hit = Number(value >= low) & Number(value <= high);
    const nothing = Number(value === missing) | Number(value > highest);
    into[i] = hit * yes * (1 - nothing) + nothing;
  }
  return truths;
}

function instantsWithin(values: Uint32Array, range: Range): Truths {
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  const { low, high, unknown: missing, highest } = range;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const hit = Number(value >= low) & Number(value <= high);
    const nothing = Number(value === missing) | Number(value > highest);
    into[i] = hit * yes * (1 - nothing) + nothing;
  }
  return truths;
}

function doublesWithin(values: Float64Array, range: Range): Truths {
  const truths = newTruths(values.length);
  const into = bytesOf(truths);
  const { low, high, unknown: missing } = range;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? 0;
    const hit = Number(value >= low) & Number(value <= high);
    // Number.isNaN would be a branch in this loop.
    const nothing = Number(value === missing) | Number(value !== value);
    into[i] = hit * yes * (1 - nothing) + nothing;
  }
  return truths;
}
