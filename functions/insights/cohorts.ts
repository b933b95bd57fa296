import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { History } from '../segments/histories.ts';
import { monthBounds, monthName, type Month } from '../segments/months.ts';
import { CohortCount, type Sum } from './cohortCount.ts';
import type { Cohorts, Who } from './insights.schema.ts';
import { scopeOf } from './who.ts';

/**
 * Customers by the month of their first order that counts, on the shop's calendar: how many ordered
 * in each month after, and the net spend of what they placed in it, refunds up to now taken off
 * the order they belong to. What was booked before a first order is in its month.
 */
export function cohortsOf(history: History, who: Who): Cohorts {
  const { columns, meta } = history;
  const { currency } = meta;
  const scope = scopeOf(columns, who);
  const counted = new CohortCount(history, who);
  const { firstMonth, span } = counted;
  const group = ({ customers, netMinor }: Sum, query: string | null) => ({
    customers,
    netSpent: moneyOf(netMinor, currency),
    query,
  });
  const since = (month: Month) => monthBounds(month).first;
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    cohorts: Array.from({ length: span }, (_, cohort) => {
      const month = firstMonth + cohort;
      const { first, last } = monthBounds(month);
      const cells = Array.from({ length: span - cohort }, (_cell, later) =>
        counted.cell(cohort, later),
      );
      const netMinor = cells.reduce((sum, cell) => sum + cell.netMinor, 0);
      const query = scope.query(`first_order_date BETWEEN ${first} AND ${last}`);
      return {
        month: monthName(month),
        ...group({ customers: cells[0]?.customers ?? 0, netMinor }, query),
        months: cells.map((cell) => ({
          customers: cell.customers,
          netSpent: moneyOf(cell.netMinor, currency),
        })),
      };
    }),
    earlier: group(counted.earlier, scope.query(`first_order_date < ${since(firstMonth)}`)),
    noOrder: group(counted.noOrder, scope.query('orders = 0')),
    historyIncomplete: group(
      counted.incomplete,
      scope.incomplete === 0 ? null : scope.query('history_incomplete = true', 'any'),
    ),
    walkIn: {
      orders: counted.walkIn.customers,
      netSpent: moneyOf(counted.walkIn.netMinor, currency),
    },
  };
}
