import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shopGroups } from '../../functions/customers/customer.schema.ts';
import { shopGroupsSchema } from '../../functions/insights/insights.schema.ts';
import { shopGroupsOf } from '../../functions/insights/shopGroups.ts';
import { segmentKeys } from '../../functions/segments/classes.schema.ts';
import { select } from '../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { historyOf } from './history.ts';

test('Shopify calls its groups as we call ours', () => {
  expect(shopGroups).toEqual(segmentKeys);
});

const code = fc.integer({ min: -1, max: segmentKeys.length - 1 });
const customer = fc.record({ ours: code, shops: code, wholesale: fc.boolean() });
const at = { today: 0, exponent: 2, dayOf: () => 0 };

function found(query: string, history: ReturnType<typeof historyOf>): number {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return select(parsed.query, history.columns, at).count;
}

test('everybody is compared once, and each number lists exactly its customers', () => {
  fc.assert(
    fc.property(
      fc.array(customer, { maxLength: 25 }),
      fc.constantFrom('retail' as const, 'all' as const, 'wholesale' as const),
      (customers, who) => {
        const history = historyOf(customers.map(({ wholesale }) => ({ rows: [], wholesale })));
        customers.forEach(({ ours, shops }, index) => {
          history.columns.segment[index] = ours;
          history.columns.groups.shopGroup[index] = shops;
        });
        const among = customers.filter(
          ({ wholesale }) => who === 'all' || wholesale === (who === 'wholesale'),
        );
        const both = among.filter(({ ours, shops }) => ours >= 0 && shops >= 0);
        const view = shopGroupsSchema.parse(shopGroupsOf(history, who));
        expect(view.compared).toBe(both.length);
        expect(view.agree).toBe(both.filter(({ ours, shops }) => ours === shops).length);
        const sum = view.cells.reduce((total, cell) => total + cell.customers, 0);
        expect(sum).toBe(both.length);
        for (const { query, customers: counted } of [
          ...view.cells,
          view.onlyOurs,
          view.onlyShops,
        ]) {
          expect(found(query, history)).toBe(counted);
        }
      },
    ),
  );
});
