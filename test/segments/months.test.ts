import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyColumns } from '../../functions/segments/columns.ts';
import { firstDayOf, monthBounds, monthName, monthOf } from '../../functions/segments/months.ts';
import { monthBits, orderMonthLists } from '../../functions/segments/orderMonths.ts';

const anyDay = fc.integer({ min: -200_000, max: 200_000 });
const dateOf = (day: number) => new Date(day * 86_400_000).toISOString();

test('a day is in the month its date says, in leap years and before 1970 as well', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = new Date(day * 86_400_000);
      expect(monthOf(day)).toBe(date.getUTCFullYear() * 12 + date.getUTCMonth());
      expect(firstDayOf(monthOf(day))).toBeLessThanOrEqual(day);
      expect(firstDayOf(monthOf(day) + 1)).toBeGreaterThan(day);
    }),
    { numRuns: 2_000 },
  );
});

test('a month is named and bounded as a query writes it', () => {
  const february = monthOf(Date.parse('2024-02-10') / 86_400_000);
  expect(monthName(february)).toBe('2024-02');
  expect(monthBounds(february)).toEqual({ first: '2024-02-01', last: '2024-02-29' });
});

test('the months somebody ordered in are read back by name, as far back as they are kept', () => {
  const days = fc.array(fc.integer({ min: 18_000, max: 21_500 }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(days, { maxLength: 5 }), (customers) => {
      const ascending = customers.map((own) => [...own].sort((one, other) => one - other));
      const columns = emptyColumns(customers.length);
      ascending.forEach((own, index) => {
        columns.lastDay[index] = own.at(-1) ?? -1;
        columns.orderMonths[index] = monthBits(own);
      });
      const { offsets, codes, names } = orderMonthLists(columns);
      ascending.forEach((own, index) => {
        const kept = own.filter((day) => monthOf(own.at(-1) ?? 0) - monthOf(day) < 32);
        const expected = [...new Set(kept.map((day) => dateOf(day).slice(0, 7)))];
        const read = Array.from(codes.subarray(offsets[index], offsets[index + 1]));
        expect(read.map((code) => names[code])).toEqual(expected);
      });
    }),
  );
});
