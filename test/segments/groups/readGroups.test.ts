import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEligible } from '../../../functions/customers/fold.ts';
import type { LedgerRow } from '../../../functions/customers/ledgerRow.ts';
import type { Good } from '../../../functions/segments/groups/goods.ts';
import type {
  GroupColumns,
  ListColumn,
  NameColumn,
} from '../../../functions/segments/groups/groupColumns.ts';
import { weekdays } from '../../../functions/segments/groups/weekdays.schema.ts';
import { readGroups } from '../../../functions/segments/groups/readGroups.ts';
import { shelfOf } from '../../../functions/segments/groups/shelf.ts';
import { anyGoods, anyRows, asOf, bought, calendar, good, ordersOf, start } from './soldShop.ts';

const goods = [
  good('a', { title: 'Green', type: 'Tea', vendor: 'North', tags: ['gift', 'premium'] }),
  good('b', { title: 'Mug', type: 'Cups', vendor: 'South', tags: ['gift'] }),
  good('c', { title: 'Pot', type: 'Cups', vendor: 'West' }),
];

function groupsOf(
  customers: LedgerRow[][],
  of: readonly Good[] = goods,
  on: number = asOf,
): GroupColumns {
  const orders = ordersOf(customers);
  return readGroups(orders, shelfOf(of, orders.productIds), { asOf: on, calendar });
}

const nameAt = (groups: GroupColumns, column: NameColumn, index = 0) => {
  const { codes, names } = groups.names[column];
  return names[codes[index] ?? -1] ?? null;
};
const listAt = (groups: GroupColumns, column: ListColumn, index = 0) => {
  const { offsets, codes, names } = groups.lists[column];
  return Array.from(codes.subarray(offsets[index], offsets[index + 1]), (code) => names[code]!);
};

describe('what a customer favours', () => {
  test('is what most was spent on, of what they came back for', () => {
    const groups = groupsOf([
      [
        bought('1', 0, 'a 1 500'),
        bought('2', 9, 'a 1 500', 'b 1 5000'),
        bought('3', 20, 'a 1 500'),
      ],
      [bought('4', 0, 'a'), bought('5', 9, 'b', '? 1 99')],
    ]);
    expect(nameAt(groups, 'favouriteType')).toBe('Tea');
    expect(nameAt(groups, 'favouriteVendor')).toBe('North');
    expect(nameAt(groups, 'favouriteTag')).toBe('gift');
    expect(nameAt(groups, 'favouriteType', 1)).toBeNull();
    expect(listAt(groups, 'boughtTypes', 1)).toEqual(['Tea', 'Cups']);
    expect(listAt(groups, 'boughtProducts')).toEqual(['Green', 'Mug']);
  });

  test('goes by orders where as much was spent, then by name', () => {
    const more = [
      bought('1', 0, 'a', 'b 1 500'),
      bought('2', 1, 'a', 'b 1 500'),
      bought('3', 2, 'b'),
    ];
    const same = [bought('1', 0, 'a', 'b'), bought('2', 1, 'a', 'b')];
    expect(nameAt(groupsOf([more]), 'favouriteType')).toBe('Cups');
    expect(nameAt(groupsOf([same]), 'favouriteType')).toBe('Cups');
    expect(nameAt(groupsOf([same]), 'favouriteVendor')).toBe('North');
  });

  test('knows a product nobody told us of by its id alone', () => {
    const groups = groupsOf([[bought('1', 0, 'z'), bought('2', 1, 'z', '?')]]);
    expect(nameAt(groups, 'favouriteType')).toBeNull();
    expect(listAt(groups, 'boughtTypes')).toEqual([]);
    expect(listAt(groups, 'boughtProducts')).toEqual(['z']);
  });

  test('takes types that differ in case alone for one', () => {
    const of = [good('a', { type: 'Tea' }), good('b', { type: 'tea' })];
    const groups = groupsOf([[bought('1', 0, 'a'), bought('2', 1, 'b')]], of);
    expect(listAt(groups, 'boughtTypes')).toEqual(['Tea']);
    expect(nameAt(groups, 'favouriteType')).toBe('Tea');
  });

  test('has a share of one vendor from two orders on, where the shop sells three vendors', () => {
    const two = [bought('1', 0, 'a 1 750'), bought('2', 1, 'b 1 250')];
    expect(groupsOf([two]).vendorShare[0]).toBe(0.75);
    expect(groupsOf([two], goods.slice(0, 2)).vendorShare[0]).toBeNaN();
    expect(groupsOf([two.slice(1)]).vendorShare[0]).toBeNaN();
  });
});

describe('the size a customer usually takes', () => {
  const of = [
    good('a', { type: 'Shirts', size: { at: 0, of: 2 } }),
    good('b', { type: 'Shoes', size: { at: 1, of: 2 } }),
    good('c', { type: 'Shirts', size: null }),
  ];

  test('is that of most orders, of those in two or more, and one of each product type', () => {
    const groups = groupsOf(
      [
        [
          bought('1', 0, 'a 1 900 M/Red', 'b 1 100 Black/42'),
          bought('2', 1, 'a 1 900 M/Blue', 'b 1 100 Brown/42'),
          bought('3', 2, 'a 1 5000 L/Red', 'b 2 100 Black/42'),
        ],
        [bought('4', 0, 'a 1 900 M/Red', 'a 1 900 M/Blue')],
        [bought('5', 0, 'a 1 900 s/Red'), bought('6', 1, 'a 1 900 S/Red')],
      ],
      of,
    );
    expect([0, 1, 2].map((at) => nameAt(groups, 'usualSize', at))).toEqual(['42', null, 'S']);
    expect([0, 1, 2].map((at) => listAt(groups, 'usualSizes', at))).toEqual([
      ['Shirts M', 'Shoes 42'],
      [],
      ['Shirts S'],
    ]);
  });

  test('is not known where the title has another number of parts than the product has options', () => {
    const twice = (line: string) => [bought('1', 0, line), bought('2', 1, line)];
    const groups = groupsOf(
      [
        twice('a 1 900 M'),
        twice('a 1 900 10/12/Red'),
        twice('c 1 900 M/Red'),
        twice('? 1 900 M/Red'),
        twice('z 1 900 M/Red'),
        twice('a 1 900'),
        twice('a 1 900 M/Red').slice(1),
      ],
      of,
    );
    expect(Array.from(groups.names.usualSize.codes.slice(0, 6))).toEqual([-1, -1, -1, -1, -1, -1]);
    expect(groups.names.usualSize.codes[6]).toBe(-1);
  });
});

describe('when a customer buys', () => {
  test('is the weekday and hour of the shop that stand alone, renewals left out', () => {
    const wednesdays = [0, 7, 14].map((day) => bought(String(day), day, 'a'));
    const groups = groupsOf([
      wednesdays,
      wednesdays.slice(0, 2),
      [...wednesdays.slice(0, 2), bought('8', 8, 'a'), bought('15', 15, 'a')],
      wednesdays.map((one) => ({ ...one, flags: ['subscription' as const] })),
    ]);
    expect(Array.from(groups.weekday)).toEqual([weekdays.indexOf('wednesday'), -1, -1, -1]);
    expect(Array.from(groups.hour)).toEqual([12, -1, 12, -1]);
  });
});

describe('an early purchase', () => {
  test('is one by its instant or its day; where no product can tell, nothing is told', () => {
    const of = [
      good('a', { earlyAt: start }),
      good('b', { earlyDay: calendar.dayOf(start) + 5 }),
      good('c'),
    ];
    const groups = groupsOf(
      [
        [bought('1', 0, 'a'), bought('2', 5, 'b'), bought('3', 9, 'b', 'c')],
        [bought('1', 0.1, 'a'), bought('2', 6, 'b')],
        [bought('1', 0, 'c')],
      ],
      of,
    );
    expect(Array.from(groups.earlyProducts)).toEqual([2, 0, -1]);
  });
});

test('every group of every customer is what counting by hand gives', () => {
  fc.assert(
    fc.property(fc.array(anyRows, { maxLength: 6 }), anyGoods, (customers, of) => {
      const groups = groupsOf(customers, of);
      customers.forEach((rows, index) => {
        const sales = rows.filter((one) => isEligible(one, asOf));
        const by = (word: (one: Good) => string | null) =>
          favourite(sales, of, (one) => [word(one)]);
        expect(nameAt(groups, 'favouriteType', index)).toBe(by(({ type }) => type));
        expect(nameAt(groups, 'favouriteVendor', index)).toBe(by(({ vendor }) => vendor));
        expect(nameAt(groups, 'favouriteTag', index)).toBe(
          favourite(sales, of, ({ tags }) => tags),
        );
        expect(nameAt(groups, 'usualSize', index)?.toLowerCase() ?? null).toBe(
          usualSize(sales, of),
        );
        const types = new Set(of.flatMap(({ type }) => type ?? []));
        const byType = [...types].flatMap((type) => {
          const size = usualSize(sales, of, type);
          return size === null ? [] : `${type} ${size}`.toLowerCase();
        });
        expect(
          listAt(groups, 'usualSizes', index)
            .map((word) => word.toLowerCase())
            .sort(),
        ).toEqual(byType.sort());
        expect(new Set(listAt(groups, 'boughtVendors', index))).toEqual(
          new Set(sales.flatMap(({ lines }) => lines.flatMap(vendorOf(of)))),
        );
      });
    }),
    { numRuns: 200 },
  );
});

test('the groups of a past day are of what had been bought by then', () => {
  fc.assert(
    fc.property(
      fc.array(anyRows, { maxLength: 5 }),
      anyGoods,
      fc.integer({ min: start, max: asOf }),
      (customers, of, on) => {
        const past = groupsOf(customers, of, on);
        const cut = customers.map((rows) => rows.filter(({ placedAt }) => placedAt <= on));
        const then = groupsOf(cut, of, on);
        const words = (groups: GroupColumns, at: number) =>
          [
            nameAt(groups, 'favouriteType', at),
            nameAt(groups, 'usualSize', at),
            ...listAt(groups, 'usualSizes', at).toSorted(),
          ].map((word) => word?.toLowerCase() ?? null);
        for (const at of customers.keys()) expect(words(past, at)).toEqual(words(then, at));
      },
    ),
    { numRuns: 100 },
  );
});

const vendorOf =
  (of: readonly Good[]) =>
  ({ productId }: { productId: string | null }) =>
    of.find((one) => one.productId === productId)?.vendor ?? [];

/** In lower case, which all that are one size have in common. */
function usualSize(sales: readonly LedgerRow[], of: readonly Good[], ofType?: string) {
  const sums = new Map<string, { minor: number; orders: Set<string> }>();
  for (const { orderId, lines } of sales) {
    for (const { productId, netMinor, variant } of lines) {
      const known = of.find((one) => one.productId === productId);
      const parts = variant?.split(' / ') ?? [];
      if (!known?.size || parts.length !== known.size.of) continue;
      if (ofType !== undefined && known.type !== ofType) continue;
      const word = parts[known.size.at]!.trim().toLowerCase();
      if (word === '') continue;
      const sum = sums.get(word) ?? { minor: 0, orders: new Set() };
      sums.set(word, { minor: sum.minor + netMinor, orders: sum.orders.add(orderId) });
    }
  }
  const [best] = [...sums]
    .filter(([, { minor, orders }]) => orders.size >= 2 && minor > 0)
    .sort(
      ([one, a], [other, b]) =>
        b.orders.size - a.orders.size || b.minor - a.minor || (one < other ? -1 : 1),
    );
  return best?.[0] ?? null;
}

function favourite(
  sales: readonly LedgerRow[],
  of: readonly Good[],
  words: (one: Good) => (string | null)[],
): string | null {
  const sums = new Map<string, { minor: number; orders: Set<string> }>();
  for (const { orderId, lines } of sales) {
    for (const { productId, netMinor } of lines) {
      const known = of.find((one) => one.productId === productId);
      for (const word of known === undefined ? [] : words(known)) {
        if (word === null) continue;
        const sum = sums.get(word) ?? { minor: 0, orders: new Set() };
        sums.set(word, { minor: sum.minor + netMinor, orders: sum.orders.add(orderId) });
      }
    }
  }
  const [best] = [...sums]
    .filter(([, { minor, orders }]) => orders.size >= 2 && minor > 0)
    .sort(
      ([one, a], [other, b]) =>
        b.minor - a.minor || b.orders.size - a.orders.size || (one < other ? -1 : 1),
    );
  return best?.[0] ?? null;
}
