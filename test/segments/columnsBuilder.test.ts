import { expect, test } from 'vitest';
import { unknownInstant } from '../../functions/segments/columns.ts';
import { nextToLookAt, personsBefore, retentionDays } from '../../functions/privacy/retention.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { asOf, entry, sale, shopOf } from './shop.ts';

const day = 86_400;
const in1900 = -2_208_988_800;
const in9999 = 253_402_300_799;

test('an instant no column holds stays on its side of now, so that a till’s "1900" is long ago', () => {
  const { columns } = shopOf([
    entry('1', [], { createdAt: in1900 }),
    entry('2', [], { createdAt: in9999 }),
    entry('3', [sale((asOf - in1900) / day)]),
  ]);
  const [old = 0, coming = 0] = columns.createdAt;
  expect(old).not.toBe(unknownInstant);
  expect(old).toBeLessThan(asOf - 40 * 365 * day);
  expect(coming).toBeGreaterThan(asOf);
  expect(columns.lastAt[2]).toBe(old);
  expect(columns.firstAt[2]).toBe(old);
  const before = personsBefore(retentionDays(defaultSettings), asOf);
  expect(nextToLookAt(columns, 0, before)).toBe(0);
  expect(nextToLookAt(columns, 1, before)).toBe(2);
});
