import type { ByteRoom } from './base64.ts';
import type { ByteWords } from './byteWords.ts';
import type { WireCursor } from './wireCursor.ts';

/**
 * Values of an item as DynamoDB and we write nearly all of them: without spaces, escapes and
 * numbers of more than fifteen digits, straight from the bytes. Whatever is otherwise is answered
 * by `odd`, a number that is not one or "no", the cursor anywhere: who asked begins the item again
 * by `readItem`, which judges it.
 */
export const odd = -1;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const letters = { S: 0x53, N: 0x4e, B: 0x42, L: 0x4c, M: 0x4d } as const;
const safeDigits = 15;
const nullText = Buffer.from('{"NULL":true}');
const trueText = Buffer.from('{"BOOL":true}');
const falseText = Buffer.from('{"BOOL":false}');

/** Goes to what begins with `sign` behind `{"S":` and the like. */
function opens(cursor: WireCursor, type: number, sign: number): boolean {
  const { bytes, at } = cursor;
  cursor.at = at + 5;
  return (
    bytes[at + 2] === type &&
    bytes[at + 5] === sign &&
    bytes[at] === openBrace &&
    bytes[at + 1] === quote &&
    bytes[at + 3] === quote &&
    bytes[at + 4] === colon
  );
}

function isNext(cursor: WireCursor, text: Buffer): boolean {
  const { bytes, at } = cursor;
  // Told apart by one byte nearly always.
  if (bytes[at + 2] !== text[2]) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text[i]) return false;
  cursor.at = at + text.length;
  return true;
}

/** Whether a value that says nothing is here; the cursor is behind it then, else where it was. */
export function nullAt(cursor: WireCursor): boolean {
  return isNext(cursor, nullText);
}

/** 1, 0, or `odd`. */
export function truthAt(cursor: WireCursor): number {
  if (isNext(cursor, trueText)) return 1;
  return isNext(cursor, falseText) ? 0 : odd;
}

/** A whole number; NaN where it is anything else. */
export function wholeAt(cursor: WireCursor): number {
  if (!opens(cursor, letters.N, quote)) return NaN;
  const { bytes } = cursor;
  const from = cursor.at + 1;
  const negative = bytes[from] === minus;
  const first = negative ? from + 1 : from;
  let at = first;
  let value = 0;
  let byte = bytes[at] ?? 0;
  while (byte >= zero && byte <= nine) {
    value = value * 10 + (byte - zero);
    at += 1;
    byte = bytes[at] ?? 0;
  }
  cursor.at = at + 2;
  const digits = at - first;
  if (digits === 0 || digits > safeDigits || byte !== quote || bytes[at + 1] !== closeBrace) {
    return NaN;
  }
  return negative ? 0 - value : value;
}

/** The length of a text, which ends two bytes before the cursor then; `odd`: not plain. */
export function textAt(cursor: WireCursor): number {
  if (!opens(cursor, letters.S, quote)) return odd;
  const { bytes } = cursor;
  const from = cursor.at + 1;
  let at = from;
  let byte = bytes[at] ?? 0;
  while (byte !== quote && byte !== backslash && byte >= 0x20) {
    at += 1;
    byte = bytes[at] ?? 0;
  }
  cursor.at = at + 2;
  return byte === quote && bytes[at + 1] === closeBrace ? at - from : odd;
}

/** The number of a text among these words. */
export function wordAt(cursor: WireCursor, words: ByteWords): number {
  if (!opens(cursor, letters.S, quote)) return odd;
  const { bytes } = cursor;
  const from = cursor.at + 1;
  let at = from;
  let hash = 0;
  let byte = bytes[at] ?? 0;
  while (byte !== quote && byte !== backslash && byte >= 0x20) {
    hash = (Math.imul(hash, 31) + byte) | 0;
    at += 1;
    byte = bytes[at] ?? 0;
  }
  cursor.at = at + 2;
  if (byte !== quote || bytes[at + 1] !== closeBrace) return odd;
  return words.codeOfHashed(bytes, from, at, hash);
}

/** A list begins. Its elements are as long as `goesOn` says so. */
export function listOpens(cursor: WireCursor): boolean {
  const isList = opens(cursor, letters.L, openBracket);
  cursor.at += 1;
  return isList;
}

/** A map begins; `WireNames` read its names. */
export function mapOpens(cursor: WireCursor): boolean {
  return opens(cursor, letters.M, openBrace);
}

/** Whether another element follows: 1; 0: the list ended, the cursor is behind it; `odd`. */
export function goesOn(cursor: WireCursor): number {
  const { bytes, at } = cursor;
  const byte = bytes[at];
  if (byte === comma) {
    cursor.at = at + 1;
    return 1;
  }
  if (byte === openBrace && bytes[at - 1] === openBracket) return 1;
  cursor.at = at + 2;
  return byte === closeBracket && bytes[at + 1] === closeBrace ? 0 : odd;
}

/** Reads bytes into a room; "no" where they are not plain. */
export function bytesAt(cursor: WireCursor, room: ByteRoom): boolean {
  const letters = bytesSkipped(cursor);
  const end = cursor.at - 2;
  return letters !== odd && room.decode(cursor.bytes, end - letters, end);
}

/** So many letters of base64, which end two bytes before the cursor then; `odd`: not plain. */
export function bytesSkipped(cursor: WireCursor): number {
  if (!opens(cursor, letters.B, quote)) return odd;
  const { bytes } = cursor;
  const from = cursor.at + 1;
  const end = bytes.indexOf(quote, from);
  cursor.at = end + 2;
  return end > 0 && bytes[end + 1] === closeBrace ? end - from : odd;
}
