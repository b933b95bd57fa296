import { expect, test } from 'vitest';
import { completeQuery } from '../../../functions/segments/query/complete.ts';

/** The cursor is where the bar is. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  const source = marked.replace('|', '');
  const { from, to, options } = completeQuery(source, cursor);
  return { replaced: source.slice(from, to), options: options.map((one) => one.text) };
}

test.each([
  ['|', '', ['number_of_orders', 'NOT']],
  ['ord|', 'ord', ['orders', 'order_days', 'number_of_orders', 'last_order_date']],
  ['orders |', '', ['=', '>=', 'BETWEEN', 'IS NULL']],
  ['orders > 3 |', '', ['AND', 'OR']],
  ['(orders > 3 |', '', ['AND', 'OR', ')']],
  ['orders > 3 a|', 'a', ['AND']],
  ['orders > 3 AND rfm_l|', 'rfm_l', ['rfm_level', 'rfm_level_since']],
  ['rfm_level = |', '', ["'A'", "'D'"]],
  ["rfm_segment = 'lo|", "'lo", ["'loyal'", "'previously_loyal'"]],
  ["rfm_segment IN ('loyal', |", '', ["'champions'"]],
  ['history_incomplete = |', '', ['true', 'false']],
  ['last_order_date < |', '', ['today', '-30d']],
  ['customer_tags |', '', ['CONTAINS', 'NOT CONTAINS']],
  ['customer_tags NOT |', '', ['CONTAINS']],
  ['orders IS |', '', ['NULL', 'NOT NULL']],
  ['orders > |', '', []],
  ['nonsense > |', '', []],
])('%s', (marked, replaced, expected) => {
  const completion = at(marked);
  expect(completion.replaced).toBe(replaced);
  expect(completion.options).toEqual(expected.length === 0 ? [] : expect.arrayContaining(expected));
});

test('what begins with the letters comes before what contains them', () => {
  expect(at('ord|').options.slice(0, 2).sort()).toEqual(['order_days', 'orders']);
});
