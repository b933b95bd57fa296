import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteRoom } from '../../functions/platform/base64.ts';
import { ByteWords } from '../../functions/platform/byteWords.ts';
import {
  bytesAt,
  goesOn,
  listOpens,
  nullAt,
  odd,
  textAt,
  truthAt,
  wholeAt,
  wordAt,
} from '../../functions/platform/plainWire.ts';
import { WireCursor } from '../../functions/platform/wireCursor.ts';
import { ended, WireNames } from '../../functions/platform/wireNames.ts';
import { wireText } from '../support/wireText.ts';

/** A value as it stands in an item, and something behind it. */
function cursorAt(value: unknown): WireCursor {
  const text = wireText({ v: value });
  return new WireCursor(Buffer.from(text.slice('{"v":'.length)));
}

const isBehind = ({ bytes, at }: WireCursor) => bytes.toString('latin1', at) === '}';

test('a whole number is read as it is, or not at all', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.maxSafeInteger(),
        fc.integer(),
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
      ),
      (value) => {
        const cursor = cursorAt(value);
        const read = wholeAt(cursor);
        const isPlain = Number.isInteger(value) && Math.abs(value) < 1e15;
        expect(read).toBe(isPlain ? value + 0 : NaN);
        if (isPlain) expect(isBehind(cursor)).toBe(true);
      },
    ),
  );
});

test('a text is told by its bytes, the same one by the same number', () => {
  const words = new ByteWords(['vip']);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), (text) => {
      const isPlain = JSON.stringify(text) === `"${text}"`;
      const cursor = cursorAt(text);
      const word = wordAt(cursor, words);
      expect(word === odd).toBe(!isPlain);
      if (!isPlain) return;
      expect([words.text(word), wordAt(cursorAt(text), words)]).toEqual([text, word]);
      expect(isBehind(cursor)).toBe(true);
      expect(textAt(cursorAt(text))).toBe(Buffer.byteLength(text));
    }),
    { numRuns: 2_000 },
  );
  expect(wordAt(cursorAt('vip'), words)).toBe(0);
  // These two have one hash.
  expect(wordAt(cursorAt('Aa'), words)).not.toBe(wordAt(cursorAt('BB'), words));
});

test('bytes of any length are read, and nothing that is no base64', () => {
  const room = new ByteRoom();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const cursor = cursorAt(bytes);
      expect(bytesAt(cursor, room)).toBe(true);
      expect(isBehind(cursor)).toBe(true);
      expect(new Uint8Array(room.bytes.subarray(0, room.length))).toEqual(bytes);
    }),
  );
  for (const letters of ['AAA', 'A*AA', '"', `${'A'.repeat(299)}*`, 'A'.repeat(301)]) {
    const cursor = new WireCursor(Buffer.from(`{"B":"${letters}"}`));
    expect([letters, bytesAt(cursor, room)]).toEqual([letters, false]);
  }
});

test('what says nothing, what is true and what is in a list are told from the rest', () => {
  expect([null, true, 'x'].map((value) => nullAt(cursorAt(value)))).toEqual([true, false, false]);
  expect([true, false, null].map((value) => truthAt(cursorAt(value)))).toEqual([1, 0, odd]);
  const cursor = cursorAt([1, 2]);
  expect(listOpens(cursor)).toBe(true);
  const read = [goesOn(cursor), wholeAt(cursor), goesOn(cursor), wholeAt(cursor), goesOn(cursor)];
  expect(read).toEqual([1, 1, 1, 2, 0]);
  expect(isBehind(cursor)).toBe(true);
  expect(goesOn(cursorAt(1))).toBe(odd);
});

test('names are told in any order, and a name that is not looked for is not taken for one', () => {
  const names = new WireNames(['one', 'other', 'on']);
  const read = (item: Record<string, number>) => {
    const cursor = new WireCursor(Buffer.from(wireText(item)));
    const found: number[] = [];
    for (let name: number = odd; ;) {
      name = names.nameAt(cursor, name);
      found.push(name);
      if (name < 0) return found;
      wholeAt(cursor);
    }
  };
  expect(read({ one: 1, other: 2, on: 3 })).toEqual([0, 1, 2, ended]);
  expect(read({ on: 1, one: 2 })).toEqual([2, 0, ended]);
  expect(read({ one: 1, o: 2 })).toEqual([0, odd]);
  expect(read({})).toEqual([ended]);
});
