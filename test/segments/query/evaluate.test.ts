import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idAt, tagsAt, type Columns } from '../../../functions/segments/columns.ts';
import type { QueryContext } from '../../../functions/segments/query/attribute.ts';
import { findAttribute } from '../../../functions/segments/query/attributes.ts';
import { dayOfLiteral } from '../../../functions/segments/query/dates.ts';
import { answerAt, select } from '../../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import type { Literal, Query } from '../../../functions/segments/query/query.ts';
import { today } from '../population.ts';
import { entry, sale, shopOf } from '../shop.ts';
import { anyQueryOfItsOwn } from './queries.ts';

const { columns } = shopOf([
  entry('1', [sale(400, 1_000), sale(200, 5_000, 1_000), sale(10, 2_550)], {
    tags: ['VIP', 'b2b'],
    shopSays: { orders: 3, spentMinor: 8_550, at: 0 },
    consent: { email: { state: 'subscribed', at: 0 }, sms: { state: 'unknown', at: 0 } },
    createdAt: (today - 401) * 86_400,
  }),
  entry('2', [sale(100, 1_000)], { tags: ['b2b'] }),
  entry('3', []),
  entry('4', [sale(3, 200_000)], {
    incomplete: true,
    shopSays: { orders: 9, spentMinor: 999_999, at: 0 },
  }),
  ...[5, 6, 7, 8].map((n) => entry(String(n), [sale(n * 50, n * 700)])),
]);
columns.groups.names.favouriteType = {
  codes: Int32Array.from([0, 1, -1, 0, -1, -1, -1, -1]),
  names: ['Tea', 'vip'],
};
columns.groups.lists.boughtTypes = {
  offsets: Int32Array.from([0, 2, 3, 3, 3, 3, 3, 3, 3]),
  codes: Int32Array.from([0, 1, 1]),
  names: ['Tea', 'vip'],
};
columns.groups.earlyProducts.set([0, 1, -1, 2]);
columns.groups.weekday.set([0, 6]);
const at: QueryContext = {
  today,
  exponent: 2,
  dayOf: (second) => Math.floor(second / 86_400),
};

function who(source: string): { in: string; undecided: string } {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const { states, count, undecided } = select(parsed.query, columns, at);
  const ids = (answer: string) =>
    Array.from({ length: columns.count }, (_, i) => i)
      .filter((i) => answerAt(states, i) === answer)
      .map((i) => idAt(columns, i));
  expect([ids('in').length, ids('undecided').length]).toEqual([count, undecided]);
  return { in: ids('in').join(' '), undecided: ids('undecided').join(' ') };
}

describe('who a query finds, and about whom it cannot tell', () => {
  test.each([
    ['', '1 2 3 4 5 6 7 8', ''],
    ['orders >= 1', '1 2 4 5 6 7 8', ''],
    ['orders = 0', '3', ''],
    ["favourite_type = 'tea'", '1 4', '3 5 6 7 8'],
    ["favourite_type != 'Tea'", '2', '3 5 6 7 8'],
    ["favourite_type IN ('VIP', 'Cups')", '2', '3 5 6 7 8'],
    ["favourite_type = 'Cups'", '', '3 5 6 7 8'],
    ['favourite_type IS NULL', '3 5 6 7 8', ''],
    ["bought_types CONTAINS 'TEA'", '1', ''],
    ['bought_types IS NOT NULL', '1 2', ''],
    ['early_adopter = true', '4', '3 5 6 7 8'],
    ["favourite_weekday = 'sunday'", '2', '3 4 5 6 7 8'],
    ['number_of_orders > 2', '1 4', '2 3 5 6 7 8'],
    ['number_of_orders IS NULL', '2 3 5 6 7 8', ''],
    ['number_of_orders > 2 OR orders = 1', '1 2 4 5 6 7 8', '3'],
    ['number_of_orders > 5 AND orders = 1', '4', '2 5 6 7 8'],
    ['NOT number_of_orders > 5', '1', '2 3 5 6 7 8'],
    ['net_spent > 85.49', '1 4', ''],
    ['net_spent > 85.50', '4', ''],
    ['net_spent BETWEEN 10 AND 42.00', '2 5 6', ''],
    ['amount_spent = 85.5', '1', '2 3 5 6 7 8'],
    ["customer_tags CONTAINS 'vip'", '1', ''],
    ["customer_tags NOT CONTAINS 'vip'", '2 3 4 5 6 7 8', ''],
    ["customer_tags CONTAINS 'nobody'", '', ''],
    ['customer_tags IS NULL', '3 4 5 6 7 8', ''],
    ['last_order_date < -90d', '2 5 6 7 8', '3'],
    ['last_order_date = -100d', '2', '3'],
    ['last_order_date <= today', '1 2 4 5 6 7 8', '3'],
    ['last_order_date IS NOT NULL', '1 2 4 5 6 7 8', ''],
    ['first_order_date < -1y', '1 8', '3'],
    ['customer_added_date = -401d', '1', '2 3 4 5 6 7 8'],
    ['days_since_last_order < 100', '1 4', '3'],
    ["email_subscription_status = 'SUBSCRIBED'", '1', '2 3 4 5 6 7 8'],
    ["sms_subscription_status != 'SUBSCRIBED'", '', '1 2 3 4 5 6 7 8'],
    ['history_incomplete = true', '4', ''],
    ["lifecycle IN ('lost', 'overdue')", '2 5 6 7', ''],
    ["rfm_level != 'A'", '1 2 5 6 7 8', '3 4'],
    ["abc = 'none'", '3', '4'],
    ['discount_share > 0.1', '1', '3'],
    ['average_order = 28.5', '1', '3'],
    ['usual_gap_days = 195', '1', '2 3 4 5 6 7 8'],
  ])('%s', (source, matching, undecided) => {
    expect(who(source)).toEqual({ in: matching, undecided });
  });
});

test('where more went back than was paid, all of it is discount and no more than all', () => {
  const { columns: owed } = shopOf([entry('1', [sale(9, 1_000, 5_000)])]);
  owed.netMinor[0] = -2_000;
  const share = findAttribute('discount_share');
  if (share?.type !== 'number') throw new Error('a share is a number');
  expect(share.read(owed, at).values[0]).toBe(1);
});

test('any query says of each customer what reading it one by one says', () => {
  fc.assert(
    fc.property(anyQueryOfItsOwn, (query) => {
      const { states } = select(query, columns, at);
      for (let i = 0; i < columns.count; i += 1) {
        expect(answerAt(states, i)).toBe(['out', 'undecided', 'in'][truth(query, columns, i)]);
      }
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['-1m', '2026-03-31', '2026-02-28'],
  ['-1y', '2024-02-29', '2023-02-28'],
  ['-13m', '2026-01-15', '2024-12-15'],
  ['+2w', '2026-12-25', '2027-01-08'],
])('%s from %s is %s', (source, from, date) => {
  const dayOf = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
  const parsed = parseQuery(`last_order_date = ${source}`);
  const value = parsed.ok && parsed.query.kind === 'compare' ? parsed.query.value : null;
  expect(dayOfLiteral(value as Literal, dayOf(from))).toBe(dayOf(date));
});

/** Kleene's logic said the plain way: 0 false, 1 unknown, 2 true. */
function truth(query: Query, of: Columns, index: number): number {
  switch (query.kind) {
    case 'all':
      return 2;
    case 'and':
      return Math.min(...query.parts.map((part) => truth(part, of, index)));
    case 'or':
      return Math.max(...query.parts.map((part) => truth(part, of, index)));
    case 'not':
      return 2 - truth(query.part, of, index);
    case 'contains':
      return namesAt(query.attribute, of, index).some(
        (tag) => tag.toLowerCase() === query.text.toLowerCase(),
      )
        ? 2
        : 0;
    case 'isNull':
      if (findAttribute(query.attribute)?.type === 'list') {
        return namesAt(query.attribute, of, index).length ? 0 : 2;
      }
      return held(query.attribute, of, index) === null ? 2 : 0;
    case 'between':
      return said(
        query.attribute,
        of,
        index,
        (value, of_) => value >= of_(query.low) && value <= of_(query.high),
      );
    case 'in':
      return said(query.attribute, of, index, (value, of_) =>
        query.values.some((one) => of_(one) === value),
      );
    case 'compare':
      return said(query.attribute, of, index, (value, of_) => {
        const other = of_(query.value);
        switch (query.operator) {
          case '=':
            return value === other;
          case '!=':
            return value !== other;
          case '<':
            return value < other;
          case '<=':
            return value <= other;
          case '>':
            return value > other;
          case '>=':
            return value >= other;
        }
      });
  }
}

function said(
  name: string,
  of: Columns,
  index: number,
  holds: (value: number, of_: (literal: Literal) => number) => boolean,
): number {
  const value = held(name, of, index);
  if (value === null) return 1;
  const attribute = findAttribute(name);
  const numberOf = (literal: Literal): number => {
    if (literal.kind === 'text') {
      if (attribute?.type === 'choice') return attribute.choices.indexOf(literal.text);
      if (attribute?.type !== 'name') return NaN;
      const fits = (one: string) => one.toLowerCase() === literal.text.toLowerCase();
      return attribute.names(of).some(fits) ? attribute.names(of).findIndex(fits) : NaN;
    }
    if (literal.kind === 'flag') return literal.on ? 1 : 0;
    if (literal.kind !== 'number') return dayOfLiteral(literal, today);
    return attribute?.unit === 'money' ? Number(literal.digits) * 100 : Number(literal.digits);
  };
  return holds(value, numberOf) ? 2 : 0;
}

function namesAt(name: string, of: Columns, index: number): string[] {
  if (name === 'customer_tags') return tagsAt(of, index);
  const attribute = findAttribute(name);
  if (attribute?.type !== 'list') throw new Error(name);
  const { offsets, codes, names } = attribute.read(of);
  return Array.from(codes.subarray(offsets[index], offsets[index + 1]), (one) => names[one]!);
}

function held(name: string, of: Columns, index: number): number | null {
  const attribute = findAttribute(name);
  if (attribute === undefined) throw new Error(name);
  if (attribute.type === 'list' || attribute.type === 'segment') throw new Error(name);
  const { values, unknown, as } = attribute.read(of, at);
  const value = values[index] ?? NaN;
  const beyond = attribute.type === 'choice' && value >= attribute.choices.length;
  if (Number.isNaN(value) || value === unknown || beyond) return null;
  return as === 'seconds' ? at.dayOf(value) : value;
}
