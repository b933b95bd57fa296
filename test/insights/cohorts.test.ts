import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { cohortsOf } from '../../functions/insights/cohorts.ts';
import { cohortsSchema } from '../../functions/insights/insights.schema.ts';
import {
  anyShop,
  asOf,
  dateIn,
  historyOf,
  minorOf,
  netOf,
  order,
  sales,
  type Buyer,
} from './history.ts';

/** The definition, a customer and a month at a time. */
function cohortsSlowly(buyers: readonly Buyer[], timeZone: string) {
  const monthOf = (second: number) => dateIn(timeZone, second).slice(0, 7);
  const cells = new Map<string, { customers: number; minor: number }>();
  for (const { rows, incomplete } of buyers) {
    const first = sales(rows)[0];
    if (incomplete === true || first === undefined) continue;
    const cohort = monthOf(first.placedAt);
    const ordered = new Set(sales(rows).map((row) => monthOf(row.placedAt)));
    for (const month of ordered) cellOf(cohort, month).customers += 1;
    for (const row of rows) {
      const month = monthOf(row.placedAt);
      cellOf(cohort, month < cohort ? cohort : month).minor += contributionMinor(row, asOf);
    }
  }
  return cells;

  function cellOf(cohort: string, month: string) {
    const key = `${cohort} ${month}`;
    const cell = cells.get(key) ?? { customers: 0, minor: 0 };
    cells.set(key, cell);
    return cell;
  }
}

/** "2025-11" and so many months. */
function later(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

describe('customers by the month of their first order', () => {
  test('are what counting one customer after another finds', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, walkIns, timeZone }) => {
        const answer = cohortsOf(historyOf(buyers, { walkIns, timeZone }), 'all');
        const slowly = cohortsSlowly(buyers, timeZone);
        for (const cohort of answer.cohorts) {
          cohort.months.forEach(({ customers, netSpent }, months) => {
            const cell = slowly.get(`${cohort.month} ${later(cohort.month, months)}`);
            expect(customers).toBe(cell?.customers ?? 0);
            expect(minorOf(netSpent)).toBe(cell?.minor ?? 0);
          });
          expect(cohort.customers).toBe(cohort.months[0]?.customers);
        }
      }),
    );
  });

  test('are everybody once, and their money to the cent', () => {
    fc.assert(
      fc.property(anyShop, fc.constantFrom('all', 'retail', 'wholesale'), (shop, who) => {
        const { buyers, walkIns, timeZone } = shop;
        const answer = cohortsOf(historyOf(buyers, { walkIns, timeZone }), who);
        const asked = buyers.filter(
          ({ wholesale = false }) => who === 'all' || wholesale === (who === 'wholesale'),
        );
        const groups = [
          ...answer.cohorts,
          answer.earlier,
          answer.noOrder,
          answer.historyIncomplete,
        ];
        expect(groups.reduce((sum, { customers }) => sum + customers, 0)).toBe(asked.length);
        expect(groups.reduce((sum, { netSpent }) => sum + minorOf(netSpent), 0)).toBe(
          asked.reduce((sum, { rows }) => sum + netOf(rows), 0),
        );
        expect(minorOf(answer.walkIn.netSpent)).toBe(netOf(walkIns));
        expect(answer.walkIn.orders).toBe(sales(walkIns).length);
        cohortsSchema.parse(answer);
      }),
    );
  });

  test('do not depend on who comes first', () => {
    fc.assert(
      fc.property(anyShop, ({ buyers, timeZone }) => {
        const turned = historyOf([...buyers].reverse(), { timeZone });
        expect(cohortsOf(turned, 'retail')).toEqual(
          cohortsOf(historyOf(buyers, { timeZone }), 'retail'),
        );
      }),
    );
  });

  test('are counted once in a month, however often they order in it', () => {
    const rows = [order(70), order(40, 500), order(38, 700)];
    const { cohorts } = cohortsOf(historyOf([{ rows }]), 'retail');
    expect(cohorts[0]?.months).toEqual([
      { customers: 1, netSpent: { amount: '10.00', currency: 'USD' } },
      { customers: 1, netSpent: { amount: '12.00', currency: 'USD' } },
      { customers: 0, netSpent: { amount: '0.00', currency: 'USD' } },
    ]);
  });

  test('are none in an empty shop', () => {
    const { cohorts, earlier, noOrder } = cohortsOf(historyOf([]), 'retail');
    expect(cohorts).toEqual([]);
    expect([earlier.customers, noOrder.customers]).toEqual([0, 0]);
  });

  test('begin with the first order that still counts: one refunded later is none', () => {
    const undone = order(300, 1_000, {
      refunds: [{ refundId: '1', at: asOf - 100 * 86_400, minor: 1_000 }],
    });
    const { cohorts } = cohortsOf(historyOf([{ rows: [undone, order(20)] }]), 'retail');
    expect(cohorts.map(({ month, customers }) => [month, customers])).toEqual([['2026-11', 1]]);
  });

  test('of before the last 24 months stand together', () => {
    const { cohorts, earlier } = cohortsOf(
      historyOf([{ rows: [order(1_000, 700), order(10, 300)] }, { rows: [order(40)] }]),
      'retail',
    );
    expect(cohorts).toHaveLength(24);
    expect(cohorts[0]?.month).toBe('2024-12');
    expect(earlier).toEqual({
      customers: 1,
      netSpent: { amount: '10.00', currency: 'USD' },
      query: 'first_order_date < 2024-12-01',
    });
  });

  test('are asked for by a query that says what this shop makes it say', () => {
    const buyers = [{ rows: [order(5)] }];
    const queryOf = (more: Buyer[]) =>
      cohortsOf(historyOf([...buyers, ...more]), 'retail').cohorts[0]?.query;
    const days = 'first_order_date BETWEEN 2026-11-01 AND 2026-11-30';
    expect(queryOf([])).toBe(days);
    expect(queryOf([{ rows: [], wholesale: true }])).toBe(`${days} AND wholesale = false`);
    expect(queryOf([{ rows: [], incomplete: true }])).toBe(
      `${days} AND history_incomplete = false`,
    );
  });
});
