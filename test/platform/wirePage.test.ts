import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWirePage } from '../../functions/platform/wirePage.ts';

const plain = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.uint8Array({ maxLength: 40 }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.oneof(fc.constantFrom('pk', 'ledger', 'Aa', 'BB'), fc.string({ minLength: 1 }));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    plain,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const item = fc
  .dictionary(name, value, { maxKeys: 6, noNullPrototype: true })
  .filter((one) => !JSON.stringify(one).includes('__proto__'));

const wire = (one: unknown, spaces?: number) =>
  JSON.stringify(
    one,
    (_, part: unknown) =>
      part instanceof Uint8Array ? Buffer.from(part).toString('base64') : part,
    spaces,
  );

test('a page is read as the SDK and its unmarshalling read it', () => {
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 4 }),
      fc.constantFrom(undefined, 2),
      (items, spaces) => {
        const marshalled = items.map((one) => marshall(one));
        const rest = { Count: items.length, LastEvaluatedKey: { pk: { S: 'a "b" \\ ]' } } };
        const page = readWirePage(Buffer.from(wire({ ...rest, Items: marshalled }, spaces)));
        expect(page.rest).toEqual(rest);
        expect(page.items).toEqual(marshalled.map((one) => unmarshall(one)));
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  ['cut short', '{"Items":[{"pk":{"S":"a'],
  ['cut between items', '{"Items":[{"pk":{"S":"a"}}'],
  ['of a type we never write', '{"Items":[{"pk":{"SS":["a"]}}]}'],
  ['no page at all', '<html>'],
  ['beyond the safe integers', '{"Items":[{"n":{"N":"9007199254740993"}}]}'],
  ['with two values where one belongs', '{"Items":[{"n":{"N":"1","S":"2"}}]}'],
  ['with a name no object survives', '{"Items":[{"__proto__":{"S":"1"}}]}'],
])('a page %s is a fault, never half an answer', (_, text) => {
  expect(() => readWirePage(Buffer.from(text))).toThrow();
});
