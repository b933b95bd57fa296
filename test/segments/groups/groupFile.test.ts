import fc from 'fast-check';
import { expect, test } from 'vitest';
import { productsOf } from '../../../functions/insights/products.ts';
import { emptyColumns } from '../../../functions/segments/columns.ts';
import { fillGroups } from '../../../functions/segments/groups/fillGroups.ts';
import { TraitColumns } from '../../../functions/segments/groups/traitColumns.ts';
import { noTraits } from '../../../functions/segments/groups/traits.ts';
import { shelfOf } from '../../../functions/segments/groups/shelf.ts';
import { select } from '../../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';
import { readSnapshotFile, writeSnapshotFile } from '../../../functions/segments/snapshotFile.ts';
import { shopOf } from '../shop.ts';
import { anyGoods, anyRows, asOf, calendar, ordersOf } from './soldShop.ts';

const { meta } = shopOf([]);
const today = calendar.dayOf(asOf);
const at = { today, exponent: 2, dayOf: (second: number) => calendar.dayOf(second) };

function shop(customers: Parameters<typeof ordersOf>[0], known: { productId: string }[]) {
  const orders = ordersOf(customers);
  const columns = emptyColumns(customers.length);
  columns.level.forEach((_, index) => (columns.level[index] = (index % 5) - 1));
  const traits = new TraitColumns();
  for (const index of customers.keys()) {
    const region = index % 2 ? '東京都' : null;
    const fields = index % 2 ? { 'custom.skin-type': ['Dry', 'dry', 'oily'] } : {};
    const some = { country: 'JP', region, ageBand: '25_34', fields } as const;
    traits.add(index % 3 === 0 ? noTraits : some, index % 2 ? 'at_risk' : undefined);
  }
  traits.write(columns.groups, Uint32Array.from(customers.keys()).reverse());
  const products = new Map(known.map((one) => [one.productId, one as never]));
  const goods = fillGroups(columns, orders, products, { asOf, calendar });
  return { columns, orders, goods };
}

test('the groups read back from the snapshot as they were', () => {
  fc.assert(
    fc.property(fc.array(anyRows, { minLength: 1, maxLength: 9 }), anyGoods, (customers, known) => {
      const { columns } = shop(customers, known);
      expect(readSnapshotFile(writeSnapshotFile(columns, meta)).columns.groups).toEqual(
        columns.groups,
      );
    }),
    { numRuns: 60 },
  );
});

test('each number of customers who bought something lists exactly them', () => {
  fc.assert(
    fc.property(
      fc.array(anyRows, { minLength: 1, maxLength: 9 }),
      anyGoods,
      fc.constantFrom('type' as const, 'product' as const, 'vendor' as const),
      (customers, known, of) => {
        const { columns, orders, goods } = shop(customers, known);
        const history = { columns, orders, meta: { ...meta, asOf, today } };
        const shelf = shelfOf(goods, orders.productIds);
        const view = productsOf(history, shelf, { who: 'retail', by: 'level', of });
        for (const row of view.rows) {
          for (const { query, customers: counted } of [row, ...row.byClass]) {
            const parsed = parseQuery(query ?? '');
            if (!parsed.ok) throw new Error(parsed.error.message);
            expect(select(parsed.query, columns, at).count).toBe(counted);
          }
        }
      },
    ),
    { numRuns: 80 },
  );
});
