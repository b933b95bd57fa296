import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tracesOf } from './traces.ts';

const value = 'Zephyrine.Øbel@mail.example';
const traces = tracesOf([value, 'nobody at all']);

test.each([
  ['as it is', `to ${value}, today`],
  ['in another case', value.toUpperCase().replace('Ø', 'Ø')],
  ['as JSON', JSON.stringify({ email: value })],
  ['as JSON with escapes', 'Zephyrine.\\u00D8bel@mail.example'],
  ['in a URL', `/x?search=${encodeURIComponent(value)}`],
  ['as hex', Buffer.from(value).toString('hex')],
])('finds a value %s', (_, text) => {
  expect(traces.in(text)).toEqual([value]);
});

test('finds a value in base64, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (a, b) => {
      const text = Buffer.concat([a, Buffer.from(value), b]).toString('base64');
      expect(traces.in(text)).toEqual([value]);
    }),
  );
});

test('finds nothing in noise', () => {
  expect(traces.in(randomBytes(1_000_000))).toEqual([]);
  expect(traces.in(randomBytes(1_000_000).toString('base64'))).toEqual([]);
});
