import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tasteSchema } from '../../functions/admin/taste.schema.ts';
import { tasteView } from '../../functions/admin/tasteView.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { fillGroups } from '../../functions/segments/groups/fillGroups.ts';
import type { Good } from '../../functions/segments/groups/goods.ts';
import { noTraits } from '../../functions/segments/groups/traits.ts';
import { emptyColumns } from '../../functions/segments/columns.ts';
import {
  anyGoods,
  anyRows,
  asOf,
  bought,
  calendar,
  daySeconds,
  good,
  ordersOf,
  start,
} from '../segments/groups/soldShop.ts';

const goods = [
  good('a', { title: 'Green', type: 'Tea', vendor: 'North', tags: ['gift'], earlyAt: start }),
  good('b', { title: 'Mug', type: 'Cups', vendor: 'South', earlyDay: calendar.dayOf(start) + 9 }),
  good('c', { type: "Chef's", vendor: 'West' }),
];

const view = (rows: LedgerRow[], over: Partial<Parameters<typeof tasteView>[0]> = {}) =>
  tasteSchema.parse(
    tasteView({
      rows,
      standing: { isLeftOut: null, wholesaleByTag: false },
      goods,
      traits: noTraits,
      picked: [],
      calendar,
      asOf: start + 30 * daySeconds,
      leastOrderDays: 3,
      ...over,
    }),
  );

describe("a customer's taste", () => {
  test('names each favourite with its share and the query for all who have it', () => {
    const rows = [
      bought('1', 0, 'a 1 500'),
      bought('2', 7, 'a 1 100', 'b 1 200'),
      bought('3', 14, 'c 1 200', '? 1 900'),
    ];
    const taste = view(rows, { traits: { ...noTraits, country: 'JP', region: '東京都' } });
    expect(taste.favourites).toEqual({
      type: { name: 'Tea', share: 0.6, query: "favourite_type = 'Tea'" },
      vendor: { name: 'North', share: 0.6, query: "favourite_vendor = 'North'" },
      tag: { name: 'gift', share: 1, query: "favourite_tag = 'gift'" },
    });
    expect(taste.weekday).toEqual({ day: 'wednesday', query: "favourite_weekday = 'wednesday'" });
    expect(taste.hour).toEqual({ hour: 12, query: 'favourite_hour = 12' });
    expect(taste.region).toEqual({ name: '東京都', query: "region = '東京都'" });
    expect(taste.vendors).toEqual({ sold: 3, share: 0.6 });
  });

  test('names the age band and the fields of the shop, and leads to all who share them', () => {
    const fields = { 'custom.skin_type': ["dry's", 'oily'], 'custom.unpicked': ['x'] };
    const picked = [
      { field: 'custom.skin_type', name: 'Skin' },
      { field: 'custom.shoe_size', name: 'Shoes' },
    ];
    const taste = view([], { traits: { ...noTraits, ageBand: '65_plus', fields }, picked });
    expect(taste.ageBand).toEqual({ band: '65_plus', query: "age_band = '65_plus'" });
    expect(taste.fields).toEqual([
      {
        name: 'Skin',
        values: [
          { value: "dry's", query: "metafields.custom.skin_type CONTAINS 'dry\\'s'" },
          { value: 'oily', query: "metafields.custom.skin_type CONTAINS 'oily'" },
        ],
      },
      { name: 'Shoes', values: [] },
    ]);
    expect(view([]).ageBand).toBeNull();
  });

  test('names the usual size of each type, and leads to all who take it', () => {
    const sized = [
      ...goods.slice(1),
      good('a', { type: "Men's", size: { at: 0, of: 2 } }),
      good('d', { type: 'Shoes', size: { at: 0, of: 1 } }),
    ];
    const rows = [
      bought('1', 0, 'a 1 500 M/Red', 'd 1 100 42'),
      bought('2', 7, 'a 1 500 M/Red', 'd 1 100 42'),
      bought('3', 14, 'd 1 100 42', 'b'),
    ];
    expect(view(rows, { goods: sized }).sizes).toEqual({
      usual: { name: '42', query: "usual_size = '42'" },
      byType: [
        { name: "Men's M", query: "usual_sizes CONTAINS 'Men\\'s M'" },
        { name: 'Shoes 42', query: "usual_sizes CONTAINS 'Shoes 42'" },
      ],
    });
    expect(view(rows.slice(1, 2), { goods: sized }).sizes).toEqual({ usual: null, byType: [] });
    expect(view(rows).sizes).toBeNull();
  });

  test('shows each sign of loyalty with its evidence, or why it cannot be told', () => {
    const rows = [bought('1', 0, 'a'), bought('2', 7, 'b'), bought('3', 14, 'b')];
    const { early, signs } = view(rows);
    expect(early).toEqual([
      { product: 'Green', on: '2025-01-01', by: 'firstTenth' },
      { product: 'Mug', on: '2025-01-08', by: 'firstDays' },
    ]);
    const told = { holds: null, missing: 'survey', evidence: null, least: null };
    expect(signs).toEqual([
      { sign: 'repeat', holds: true, missing: null, evidence: 3, least: 3 },
      { sign: 'suggestions', ...told },
      { sign: 'newProducts', holds: true, missing: null, evidence: 2, least: 2 },
      { sign: 'recommends', ...told },
      { sign: 'declinesOthers', ...told },
    ]);
  });

  test('of one order, or of products that cannot tell, is left open', () => {
    const { signs, early, favourites } = view([bought('1', 0, 'c', 'z')]);
    expect([signs[0]?.holds, signs[0]?.missing]).toEqual([null, 'secondOrder']);
    expect([signs[2]?.holds, signs[2]?.missing, early]).toEqual([null, 'newProducts', null]);
    expect(favourites).toEqual({ type: null, vendor: null, tag: null });
    expect(view([]).orders).toBe(0);
  });

  test('knows two order days of a year ago for less than three of this year', () => {
    const rows = [bought('1', 0, 'a'), bought('2', 7, 'b'), bought('3', 300, 'b')];
    const later = view(rows, { asOf: start + 366 * daySeconds }).signs[0];
    expect([later?.holds, later?.evidence]).toEqual([false, 2]);
  });
});

test('whatever was bought, the file of one says what the run says of all', () => {
  fc.assert(
    fc.property(
      fc.array(anyRows, { minLength: 1, maxLength: 12 }),
      anyGoods,
      (customers, known) => {
        const orders = ordersOf(customers);
        const columns = emptyColumns(customers.length);
        const products = new Map(known.map((one): [string, Good] => [one.productId, one]));
        const sold = fillGroups(columns, orders, products, { asOf, calendar });
        customers.forEach((rows, index) => {
          const own = view(rows, { goods: sold, asOf });
          const { names, earlyProducts, vendorShare } = columns.groups;
          const named = (column: 'favouriteType' | 'favouriteTag' | 'usualSize' | 'channel') =>
            names[column].names[names[column].codes[index]!] ?? null;
          // As this customer's lines write it, which may differ from others' in case.
          const size = own.sizes?.usual?.name.toLowerCase() ?? null;
          expect(size).toBe(named('usualSize')?.toLowerCase() ?? null);
          expect(own.favourites.type?.name ?? null).toBe(named('favouriteType'));
          expect(own.favourites.tag?.name ?? null).toBe(named('favouriteTag'));
          expect(own.channel?.name ?? null).toBe(named('channel'));
          expect(own.early?.length ?? -1).toBe(earlyProducts[index]);
          expect(own.vendors.share ?? NaN).toBe(vendorShare[index]);
        });
      },
    ),
    { numRuns: 80 },
  );
});
