import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyColumns, idAt, idOrder } from '../../functions/segments/columns.ts';
import { IdList } from '../../functions/segments/idList.ts';
import { NumberCodes } from '../../functions/segments/numberCodes.ts';

const number = fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String);
const other = fc.oneof(
  fc.constantFrom('007', '0', '', '999999999999999', '1000000000000000'),
  fc.string({ unit: 'grapheme', maxLength: 24 }),
  fc.string({ minLength: 16, maxLength: 30 }),
);
const ids = fc.oneof(
  fc.array(number),
  fc.array(fc.oneof(number, fc.string({ minLength: 16, maxLength: 24 }))),
  fc.array(fc.oneof(number, other)),
);

test('ids of any kind come in their order, however they were put in', () => {
  fc.assert(
    fc.property(ids, (all) => {
      const list = new IdList();
      for (const [index, id] of all.entries()) {
        const bytes = Buffer.from(`"${id}"`);
        if (index % 2 === 0 || bytes.length !== id.length + 2) list.add(id);
        else list.addBytes(bytes, 1, bytes.length - 1);
      }
      const order = list.order();
      const columns = emptyColumns(all.length);
      list.write(columns, order);
      expect(Array.from(order, (at) => all[at])).toEqual(all.toSorted(idOrder));
      expect(Array.from(order, (_, at) => idAt(columns, at))).toEqual(all.toSorted(idOrder));
    }),
    { numRuns: 500 },
  );
});

test('numbers find what they were given, with any others between', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.maxSafeInteger(), { minLength: 600, maxLength: 1_500 }),
      (keys) => {
        const codes = new NumberCodes();
        const [absent = 0, ...known] = keys;
        known.forEach((key, code) => codes.add(key, code));
        expect(known.map((key) => codes.codeOf(key))).toEqual(known.map((_, code) => code));
        expect(codes.codeOf(absent)).toBe(-1);
      },
    ),
    { numRuns: 20 },
  );
});
