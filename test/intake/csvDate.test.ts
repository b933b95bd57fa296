import { describe, expect, test } from 'vitest';
import { instantReader } from '../../functions/intake/csvDate.ts';

const second = (iso: string) => Date.parse(iso) / 1000;

describe('a date is read as its format says', () => {
  const cases: [string, string, string, string][] = [
    ['yyyy-MM-dd HH:mm', 'Europe/London', '2010-12-01 08:26', '2010-12-01T08:26:00Z'],
    ['yyyy-MM-dd HH:mm', 'Europe/London', '2011-06-01 08:26', '2011-06-01T07:26:00Z'],
    ['yyyy-MM-dd HH:mm:ss Z', 'UTC', '2026-03-05 10:11:12 -0500', '2026-03-05T15:11:12Z'],
    ['yyyy-MM-dd HH:mm:ss Z', 'UTC', '2026-03-05 10:11:12 +0530', '2026-03-05T04:41:12Z'],
    ['yyyy-MM-ddTHH:mm:ssZ', 'Asia/Seoul', '2026-03-05T10:11:12Z', '2026-03-05T10:11:12Z'],
    ['d.M.yyyy H:mm', 'Asia/Tokyo', '5.3.2026 9:05', '2026-03-05T00:05:00Z'],
    ['dd/MM/yyyy', 'America/New_York', '05/03/2026', '2026-03-05T05:00:00Z'],
    ['yyyy-MM-dd', 'Pacific/Kiritimati', '2026-03-05', '2026-03-04T10:00:00Z'],
  ];
  test.each(cases)('%s in %s: %s', (format, zone, text, expected) => {
    expect(instantReader(format, zone)(text)).toBe(second(expected));
  });
});

test('a time the clocks skip is the time after, one they repeat is its first', () => {
  const read = instantReader('yyyy-MM-dd HH:mm', 'Europe/Berlin');
  expect(read('2026-03-29 01:59')).toBe(second('2026-03-29T00:59:00Z'));
  expect(read('2026-03-29 02:30')).toBe(second('2026-03-29T01:30:00Z'));
  expect(read('2026-03-29 03:00')).toBe(second('2026-03-29T01:00:00Z'));
  expect(read('2026-10-25 01:59')).toBe(second('2026-10-24T23:59:00Z'));
  expect(read('2026-10-25 02:30')).toBe(second('2026-10-25T00:30:00Z'));
  expect(read('2026-10-25 03:30')).toBe(second('2026-10-25T02:30:00Z'));
});

test('what is no date of that format, or no day at all, is not guessed', () => {
  const read = instantReader('yyyy-MM-dd HH:mm', 'UTC');
  for (const text of ['', '2026-02-30 10:00', '2026-13-01 10:00', '2026-01-01', '1/2/2026 10:00']) {
    expect(read(text), text).toBeUndefined();
  }
  expect(read('2026-01-01 24:00')).toBeUndefined();
});

test('a format that says nothing is refused in words', () => {
  expect(() => instantReader('yyyy-MM-DD', 'UTC')).toThrow('means nothing');
  expect(() => instantReader('MM-dd', 'UTC')).toThrow('has no year');
});
