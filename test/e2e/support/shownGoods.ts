import { calendarOf } from '../../../functions/customers/calendar.ts';
import { tasteView } from '../../../functions/admin/tasteView.ts';
import { demandOf } from '../../../functions/insights/demand.ts';
import { demandPeriods } from '../../../functions/insights/demandPeriods.ts';
import { dependenceOf } from '../../../functions/insights/dependence.ts';
import { productsOf } from '../../../functions/insights/products.ts';
import {
  demandQuerySchema,
  productsQuerySchema,
} from '../../../functions/insights/products.schema.ts';
import { shelfOf } from '../../../functions/segments/groups/shelf.ts';
import { asOf, historyOf } from '../../insights/history.ts';
import { sold } from '../../insights/sold.ts';
import { good } from '../../segments/groups/soldShop.ts';
import type { ShownShop } from './shownShop.ts';

const plainTypes = ['Tea', 'Ceramics', 'Gift boxes'];
const longTypes = plainTypes.map(
  (type) => `${type} for long winter evenings with the whole family`,
);

function goodsOf({ choices }: ShownShop) {
  return (choices.names === 'long' ? longTypes : plainTypes).map((type, at) =>
    good(`p${String(at)}`, {
      title: `${type} ${String(at)}`,
      type,
      vendor: `Vendor ${String(at)}`,
      tags: ['handmade'],
      size: at === 1 ? { at: 0, of: 2 } : null,
      earlyAt: asOf,
    }),
  );
}

/** Customer n bought the n-th thing again and again, the last time a few days ago. */
function rowsOf(n: number, many: number) {
  return Array.from({ length: many }, (_, at) =>
    sold(400 - ((n * 7 + at * 31) % 400), [
      [
        ...([`p${String(n % 3)}`, 1 + (at % 2), 2_500 + n * 10] as const),
        `${['S', 'M', 'L'][n % 3] ?? 'M'} / Red`,
      ],
      [at % 4 === 0 ? null : `p${String((n + at) % 3)}`, 1, 1_200],
    ]),
  ).sort((one, other) => one.placedAt - other.placedAt);
}

function historyFor(shop: ShownShop) {
  const customers = Math.min(40, shop.choices.customers);
  const buyers = Array.from({ length: customers }, (_, n) => ({ rows: rowsOf(n, 1 + (n % 9)) }));
  const history = historyOf(buyers, { walkIns: customers === 0 ? [] : rowsOf(1, 2) });
  history.columns.level.forEach((_, n) => (history.columns.level[n] = n % 4));
  history.columns.promotion.forEach((_, n) => (history.columns.promotion[n] = n % 3));
  history.meta.currency = shop.choices.currency;
  return history;
}

/** `/api/insights/…` of what is sold; undefined for other names. */
export function goodsAnswer(shop: ShownShop, name: string, url: URL): unknown {
  const asked = Object.fromEntries(url.searchParams);
  const history = historyFor(shop);
  const shelf = shelfOf(goodsOf(shop), history.orders.productIds);
  switch (name) {
    case 'products':
      return productsOf(history, shelf, productsQuerySchema.parse(asked));
    case 'demand': {
      const query = demandQuerySchema.parse(asked);
      const periods = demandPeriods(history.orders, history.meta.today, query.days);
      const nobody = { now: null, before: null, lastYear: null };
      return demandOf(history, shelf, query, periods, nobody);
    }
    case 'discount-dependence':
      return dependenceOf(history, 'retail');
    default:
      return undefined;
  }
}

export function tasteOf(shop: ShownShop) {
  return tasteView({
    rows: rowsOf(2, 8),
    standing: { isLeftOut: null, wholesaleByTag: false },
    goods: goodsOf(shop),
    traits: {
      country: 'JP',
      region: shop.choices.names === 'long' ? 'Kanagawa-ken'.repeat(3) : null,
      ageBand: '25_34',
      fields: { 'custom.skin_type': shop.choices.names === 'long' ? ['dry'.repeat(30)] : ['dry'] },
    },
    picked: [
      { field: 'custom.skin_type', name: 'Skin type' },
      { field: 'custom.shoe_size', name: 'Shoe size' },
    ],
    calendar: calendarOf('UTC'),
    asOf,
    leastOrderDays: 3,
  });
}
