import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOf, type ClassesBefore } from '../../functions/insights/demand.ts';
import { demandPeriods } from '../../functions/insights/demandPeriods.ts';
import {
  demandKeys,
  demandSchema,
  type Demand,
  type DemandQuery,
} from '../../functions/insights/products.schema.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { OrderLine } from '../../functions/customers/orderFact.ts';
import { minorOf, sales } from './history.ts';
import { anySoldShop, sold, soldHistory } from './sold.ts';

const asked: DemandQuery = { who: 'retail', by: 'level', of: 'type', days: 30 };
type Shop = ReturnType<typeof soldHistory>;

/** Where each stood when a period began; −2: not on file. */
function stood(codes: readonly number[]): NonNullable<ClassesBefore['now']> {
  return {
    codes: new Map([['level', Int8Array.from(codes, (code) => Math.max(-1, code))]]),
    there: Uint8Array.from(codes, (code) => (code === -2 ? 0 : 1)),
  };
}

function demand({ history, shelf }: Shop, before: ClassesBefore, over: Partial<DemandQuery> = {}) {
  const query = { ...asked, ...over };
  const periods = demandPeriods(history.orders, history.meta.today, query.days);
  return demandSchema.parse(demandOf(history, shelf, query, periods, before));
}

const nobody = { now: null, before: null, lastYear: null };

describe('the change of demand', () => {
  test('compares whole days up to yesterday with those before and the same weekdays a year ago', () => {
    const shop = soldHistory([
      {
        rows: [
          sold(394, [['a', 1, 100]]),
          sold(60, [['a', 1, 200]]),
          sold(31, [['a', 1, 300]]),
          sold(30, [['a', 1, 400]]),
          sold(1, [['c', 1, 500]]),
          sold(0, [['c', 1, 600]]),
        ],
      },
    ]);
    const view = demand(shop, nobody);
    expect(view.periods).toEqual({
      now: { from: '2026-10-23', to: '2026-11-21' },
      before: { from: '2026-09-23', to: '2026-10-22' },
      lastYear: { from: '2025-10-24', to: '2025-11-22' },
    });
    expect(
      view.rows.map(({ name, now, before, lastYear }) => [
        ...[name, now.revenue.amount, before.revenue.amount, lastYear?.revenue.amount],
      ]),
    ).toEqual([
      ['Cups', '5.00', '0.00', '0.00'],
      ['Tea', '4.00', '5.00', '1.00'],
    ]);
    expect([view.total.now.orders, view.total.before.orders]).toEqual([2, 2]);
  });

  test('does not speak of last year where the orders do not go back so far', () => {
    const shop = soldHistory([{ rows: [sold(393, [['a', 1, 100]]), sold(5, [['a', 1, 100]])] }]);
    const view = demand(shop, nobody);
    expect([view.periods.lastYear, view.total.lastYear]).toEqual([null, null]);
  });

  test('puts everybody into the class they had when the period began', () => {
    const rows = () => [sold(40, [['a', 1, 100]]), sold(10, [['a', 1, 100]])];
    const shop = soldHistory(
      [{ rows: rows() }, { rows: rows() }, { rows: rows() }],
      [0, 0, 0],
      [sold(9, [['a', 1, 50]])],
    );
    const view = demand(shop, {
      now: stood([0, 3, -1]),
      before: stood([3, -2, -2]),
      lastYear: null,
    });
    expect(view.classes).toEqual(['A', 'B', 'C', 'D', 'unplaced', 'newcomer', 'walkIn']);
    const [tea] = view.rows;
    expect(tea?.byClass.map(({ now }) => now.orders)).toEqual([1, 0, 0, 1, 1, 0, 1]);
    expect(tea?.byClass.map(({ before }) => before.orders)).toEqual([0, 0, 0, 1, 0, 2, 0]);
  });

  test('calls out what is more than noise, and nothing else', () => {
    const many = (product: string, from: number, count: number) =>
      Array.from({ length: count }, (_, n) => ({
        rows: [sold(from + n / 100, [[product, 1, 100]])],
      }));
    const shop = soldHistory([
      ...many('a', 5, 60),
      ...many('a', 40, 20),
      ...many('c', 5, 22),
      ...many('c', 40, 20),
    ]);
    const view = demand(shop, nobody);
    expect(view.rows.map(({ name, beyondNoise }) => [name, beyondNoise])).toEqual([
      ['Tea', { before: true, lastYear: false }],
      ['Cups', { before: false, lastYear: false }],
    ]);
  });

  test('by size is of the part of each line that is its size, as it was sold', () => {
    const shop = soldHistory([
      {
        rows: [
          sold(5, [
            ['a', 2, 500, 'Red / M'],
            ['c', 1, 300, 'm'],
          ]),
          sold(6, [
            ['a', 1, 200, 'M'],
            ['b', 1, 100, 'M'],
          ]),
          sold(40, [['a', 1, 400, 'Blue / L']]),
        ],
      },
    ]);
    const rowsOf = (view: Demand) =>
      view.rows.map(({ name, now, before }) => [
        ...[name, now.orders, now.pieces, now.revenue.amount, before.orders],
      ]);
    expect(rowsOf(demand(shop, nobody, { of: 'size' }))).toEqual([
      ['M', 1, 3, '8.00', 0],
      ['L', 0, 0, '0.00', 1],
      [null, 1, 2, '3.00', 0],
    ]);
    const none = soldHistory([{ rows: [sold(5, [['b', 1, 100]])] }]);
    expect(rowsOf(demand(none, nobody, { of: 'size' }))).toEqual([[null, 1, 1, '1.00', 0]]);
  });

  test('by price goes in quarters of the lines, equal prices together', () => {
    const prices = [100, 100, 100, 100, 200, 300, 400, 500];
    const shop = soldHistory([
      {
        rows: prices.map((price, n) =>
          sold(n + 1, [
            ['a', 2, 2 * price],
            ['c', 0, 0],
          ]),
        ),
      },
    ]);
    const view = demand(shop, nobody, { of: 'price' });
    expect(
      view.rows.map(({ price, now }) => [price?.from?.amount, price?.to?.amount, now.orders]),
    ).toEqual([
      [undefined, '2.00', 4],
      ['2.00', '4.00', 2],
      ['4.00', undefined, 2],
      [undefined, undefined, 8],
    ]);
  });
});

test('whatever was sold: each size in each class is what counting the lines by hand gives', () => {
  fc.assert(
    fc.property(anySoldShop, fc.integer({ min: 7, max: 180 }), (given, days) => {
      const { buyers, levels, walkIns } = given;
      const shop = soldHistory(buyers, [], walkIns);
      const stand = stood(levels.slice(0, buyers.length));
      const before = { now: stand, before: stand, lastYear: stand };
      const view = demand(shop, before, { of: 'size', days, who: 'all' });
      const { today } = shop.history.meta;
      const places = new Map([
        ['a', { at: 1, of: 2 }],
        ['c', { at: 0, of: 1 }],
      ]);
      const sizeOf = ({ productId, variant }: OrderLine) => {
        const place = places.get(productId ?? '');
        const parts = variant?.split(' / ');
        return parts?.length === place?.of && place ? parts![place.at]!.toLowerCase() : null;
      };
      const counted = (size: string | null, rows: LedgerRow[]) => {
        const sold = sales(rows).filter(({ placedAt }) => {
          const day = Math.floor(placedAt / 86_400);
          return day >= today - days && day < today;
        });
        const lines = sold.map((one) => one.lines.filter((line) => sizeOf(line) === size));
        return [
          lines.filter(({ length }) => length > 0).length,
          lines.flat().reduce((sum, { quantity }) => sum + quantity, 0),
          lines.flat().reduce((sum, { netMinor }) => sum + netMinor, 0),
        ];
      };
      const sold = [...buyers.flatMap(({ rows }) => sales(rows)), ...sales(walkIns)];
      const sizes = new Set(sold.flatMap(({ lines }) => lines.map(sizeOf)));
      const said = new Map(view.rows.map((row) => [row.name?.toLowerCase() ?? null, row]));
      for (const size of sizes) {
        view.classes.forEach((key, place) => {
          const code = ['A', 'B', 'C', 'D'].indexOf(key);
          const wanted = key === 'unplaced' ? -1 : code;
          const theirs =
            key === 'walkIn'
              ? walkIns
              : key === 'newcomer'
                ? []
                : buyers.flatMap(({ rows }, at) => (levels[at] === wanted ? rows : []));
          const now = said.get(size)?.byClass[place]?.now;
          expect([now?.orders ?? 0, now?.pieces ?? 0, now ? minorOf(now.revenue) : 0]).toEqual(
            counted(size, theirs),
          );
        });
      }
    }),
    { numRuns: 100 },
  );
});

test('whatever was sold: rows add up to the lines of each period, classes to their row', () => {
  fc.assert(
    fc.property(
      anySoldShop,
      fc.constantFrom(...demandKeys),
      fc.integer({ min: 7, max: 180 }),
      ({ buyers, levels, walkIns }, of, days) => {
        const shop = soldHistory(buyers, [], walkIns);
        const stand = stood(levels.slice(0, buyers.length));
        const before = { now: stand, before: stand, lastYear: stand };
        const view = demand(shop, before, { of, days, who: 'all' });
        const { today } = shop.history.meta;
        const all = [...buyers.flatMap(({ rows }) => sales(rows)), ...sales(walkIns)];
        const net = (from: number, to: number) =>
          all
            .filter(({ placedAt }) => placedAt >= from * 86_400 && placedAt < (to + 1) * 86_400)
            .reduce(
              (sum, { lines }) => sum + lines.reduce((one, line) => one + line.netMinor, 0),
              0,
            );
        const rowsSum = view.rows.reduce((sum, { now }) => sum + minorOf(now.revenue), 0);
        expect(rowsSum).toBe(net(today - days, today - 1));
        expect(minorOf(view.total.now.revenue)).toBe(rowsSum);
        expect(minorOf(view.total.before.revenue)).toBe(net(today - 2 * days, today - days - 1));
        for (const row of [...view.rows, view.total]) {
          expect(row.byClass.reduce((sum, { now }) => sum + now.orders, 0)).toBe(row.now.orders);
        }
      },
    ),
    { numRuns: 60 },
  );
});
