import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import { printQuery } from '../../../functions/segments/query/print.ts';
import { anyQuery } from './queries.ts';

const queryOf = (source: string) => {
  const parsed = parseQuery(source);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
};
const errorOf = (source: string) => {
  const parsed = parseQuery(source);
  if (parsed.ok) throw new Error('this should not parse');
  const { code, start, end, suggestion, message } = parsed.error;
  return { code, at: source.slice(start, end), start, suggestion, message };
};

test('a printed query reads back as the same query', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(parseQuery(printQuery(query))).toEqual({ ok: true, query });
    }),
    { numRuns: 500 },
  );
});

test('whatever is typed is answered with a query or a place, never with a crash', () => {
  const piece = fc.constantFrom(
    'orders',
    '>',
    '3',
    '(',
    ')',
    'NOT',
    'AND',
    "'a'",
    "'",
    '-30d',
    'IN',
    'is',
    'null',
    '\\',
    '“',
    '每',
    'BETWEEN',
    'net_spent',
    'last_order_date',
    ',',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => pieces.join(' ')),
      ),
      (source) => {
        const parsed = parseQuery(source);
        if (parsed.ok) return;
        const { start, end } = parsed.error;
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(source.length);
      },
    ),
    { numRuns: 500 },
  );
});

describe('the language merchants know', () => {
  test.each([
    ['', ''],
    ['  \n ', ''],
    [
      "number_of_orders >= 3 AND last_order_date < -90d AND customer_tags CONTAINS 'vip'",
      "number_of_orders >= 3 AND last_order_date < -90d AND customer_tags CONTAINS 'vip'",
    ],
    ["orders=1 or orders=2 and abc='a'", "orders = 1 OR (orders = 2 AND abc = 'A')"],
    ['(orders = 1 or orders = 2) and orders != 3', '(orders = 1 OR orders = 2) AND orders != 3'],
    ['((orders = 1))', 'orders = 1'],
    ['not orders = 1', 'NOT orders = 1'],
    ['NOT (orders = 1 OR orders = 2)', 'NOT (orders = 1 OR orders = 2)'],
    ['not orders in (1, 2)', 'orders NOT IN (1, 2)'],
    ["customer_tags not contains 'x'", "customer_tags NOT CONTAINS 'x'"],
    ["customer_tags CONTAINS 'it''s'", "customer_tags CONTAINS 'it\\'s'"],
    ["customer_tags CONTAINS 'a\\\\b'", "customer_tags CONTAINS 'a\\\\b'"],
    ['usual_gap_days IS NOT NULL', 'usual_gap_days IS NOT NULL'],
    ['net_spent between 0010.50 and 20.00', 'net_spent BETWEEN 10.5 AND 20'],
    ['net_spent > -0.0', 'net_spent > 0'],
    [
      'last_order_date >= 2026-01-31 and first_order_date <= today',
      'last_order_date >= 2026-01-31 AND first_order_date <= today',
    ],
    ["last_order_date = '2026-01-31'", 'last_order_date = 2026-01-31'],
    ['last_order_date BETWEEN -1Y AND -3m', 'last_order_date BETWEEN -1y AND -3m'],
    ["email_subscription_status = 'subscribed'", "email_subscription_status = 'SUBSCRIBED'"],
    ["RFM_Level IN ('A','b')", "rfm_level IN ('A', 'B')"],
    ['history_incomplete = TRUE', 'history_incomplete = true'],
  ])('%s', (source, printed) => {
    expect(printQuery(queryOf(source))).toBe(printed);
  });
});

describe('what is wrong, where, and what was probably meant', () => {
  test.each([
    ['ordres > 3', 'unknownAttribute', 'ordres', 'orders'],
    ['orders > 3 AND net_spend > 10', 'unknownAttribute', 'net_spend', 'net_spent'],
    ['xyzzy = 1', 'unknownAttribute', 'xyzzy', null],
    ["rfm_segment = 'champion'", 'unknownValue', "'champion'", "'champions'"],
    ["rfm_segment = 'xyzzyxy'", 'unknownValue', "'xyzzyxy'", null],
    ['rfm_level = A', 'wrongType', 'A', "'A'"],
    ['rfm_level = 3', 'wrongType', '3', null],
    ["orders = '3'", 'wrongType', "'3'", null],
    ['customer_tags CONTAINS vip', 'wrongType', 'vip', "'vip'"],
    ["customer_tags = 'vip'", 'wrongOperator', '=', 'CONTAINS'],
    ["rfm_level > 'B'", 'wrongOperator', '>', '='],
    ["orders CONTAINS '1'", 'wrongOperator', 'CONTAINS', '='],
    ["customer_tags IN ('a')", 'wrongOperator', 'IN', 'CONTAINS'],
    ['orders', 'unexpected', '', null],
    ['orders >', 'unexpected', '', null],
    ['orders > 3 orders < 5', 'unexpected', 'orders', null],
    ['orders > 3 AND', 'unexpected', '', null],
    ['(orders > 3', 'unexpected', '', null],
    ['orders > 3)', 'unexpected', ')', null],
    ['orders IN 3', 'unexpected', '3', null],
    ['orders IN ()', 'wrongType', ')', null],
    ['orders IS 3', 'unexpected', '3', null],
    ['orders NOT 3', 'unexpected', '3', null],
    ['orders BETWEEN 5 AND 3', 'backwards', '5 AND 3', '3 AND 5'],
    ['last_order_date BETWEEN -3m AND -1y', 'backwards', '-3m AND -1y', '-1y AND -3m'],
    ['last_order_date BETWEEN today AND -1d', 'backwards', 'today AND -1d', '-1d AND today'],
    [
      'last_order_date BETWEEN 2026-02-01 AND 2026-01-01',
      'backwards',
      '2026-02-01 AND 2026-01-01',
      '2026-01-01 AND 2026-02-01',
    ],
    ["segments = 'vip'", 'wrongOperator', '=', 'CONTAINS'],
    ['segments IS NULL', 'wrongOperator', 'IS', 'CONTAINS'],
    ['last_order_date > 30d', 'badNumber', '30d', '-30d'],
    ['last_order_date > 2026-02-30', 'badDate', '2026-02-30', null],
    ["last_order_date > 'soon'", 'badDate', "'soon'", null],
    ['last_order_date < -300000y', 'badDate', '-300000y', null],
    ['customer_added_date > +99999999999999d', 'badDate', '+99999999999999d', null],
    ['orders > 1.2.3', 'badNumber', '1.2.3', null],
    ["customer_tags CONTAINS 'vip", 'unfinishedText', "'vip", null],
    ['customer_tags CONTAINS "vip"', 'quotes', '"vip"', "'vip'"],
    ['customer_tags CONTAINS ‘vip’', 'quotes', '‘vip’', "'vip'"],
    ['orders > 3 ; DROP', 'unexpected', ';', null],
    [`${'('.repeat(60)}orders = 1${')'.repeat(60)}`, 'tooDeep', '(', null],
  ])('%s', (source, code, at, suggestion) => {
    const error = errorOf(source);
    expect([error.code, error.at, error.suggestion]).toEqual([code, at, suggestion]);
    expect(error.message).toMatch(/[.?]$/u);
  });

  test('the place tells enough to be said in any language', () => {
    const about = (source: string) => {
      const parsed = parseQuery(source);
      return parsed.ok ? null : { of: parsed.error.attribute, options: parsed.error.options };
    };
    expect(about("rfm_level = 'E'")).toEqual({ of: 'rfm_level', options: ['A', 'B', 'C', 'D'] });
    expect(about("rfm_level > 'A'")).toMatchObject({ of: 'rfm_level' });
    expect(about('orders')?.options).toContain('BETWEEN');
    expect(about('orders > 3 orders')).toEqual({ of: null, options: ['AND', 'OR'] });
    expect(about("orders = 'x'")).toEqual({ of: 'orders', options: [] });
  });

  test('a very long query is read in a moment', () => {
    const long = Array.from({ length: 400 }, () => 'orders = 1').join(' OR ');
    expect(queryOf(long)).toMatchObject({ kind: 'or' });
    expect(errorOf(`${'NOT '.repeat(5_000)}orders = 1`).code).toBe('tooDeep');
  });
});
