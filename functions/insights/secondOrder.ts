import { instantOf } from '../platform/apiValue.ts';
import type { History } from '../segments/histories.ts';
import { isMarked, rowsOf } from '../segments/orderColumns.ts';
import { listed, median } from '../segments/orderStatistic.ts';
import { contributions } from './contributions.ts';
import type { SecondOrder, Who } from './insights.schema.ts';
import { returnCurve } from './returnCurve.ts';
import { isAmong, scopeOf, type Scope } from './who.ts';

/** Second orders below which the curve says nothing. */
const leastSecond = 10;
/** Longest waits of the groups shown, in days. */
const waitEnds = [7, 14, 30, 60, 90, 180, 365] as const;

/**
 * How long until a customer orders on a second day: the buyer's own days, subscription renewals
 * left out where there are others. Customers with older orders than we may see are not asked.
 */
export function secondOrderOf(history: History, who: Who): SecondOrder {
  const { meta, columns } = history;
  const scope = scopeOf(columns, who);
  const waits = waitsOf(history, who);
  const came = waits.gaps.slice().sort();
  const customers = came.length + waits.open.length;
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    first: { customers, query: scope.query('orders > 0') },
    second: { customers: came.length, query: scope.query('second_order_days > 0') },
    notYet: {
      customers: waits.open.length,
      query: scope.query('orders > 0 AND second_order_days IS NULL'),
    },
    medianDays: median(listed(came)),
    waits: groupsOf(came, scope),
    curve: came.length < leastSecond ? null : returnCurve(waits.gaps, waits.open),
    leastSecond,
  };
}

function groupsOf(ascending: Float64Array, scope: Scope): SecondOrder['waits'] {
  const starts = [1, ...waitEnds.map((end) => end + 1)];
  return starts.map((from, place) => {
    const to = waitEnds[place] ?? null;
    const customers = ascending.reduce(
      (count, days) => count + (days >= from && days <= (to ?? Infinity) ? 1 : 0),
      0,
    );
    const within =
      to === null
        ? `second_order_days >= ${String(from)}`
        : `second_order_days BETWEEN ${String(from)} AND ${String(to)}`;
    return { from, to, customers, query: scope.query(within) };
  });
}

/** Days to the second order of those who came back, and days waited so far of the others. */
function waitsOf({ columns, orders, meta }: History, who: Who) {
  const minor = contributions({ orders, meta });
  const gaps = new Float64Array(columns.count);
  const open = new Float64Array(columns.count);
  let came = 0;
  let waiting = 0;
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.historyIncomplete[i] === 1 || !isAmong(columns, i, who)) continue;
    const { from, to } = rowsOf(orders, i);
    let own = twoDays(orders, minor, from, to, 'own');
    if (own.first === none) own = twoDays(orders, minor, from, to, 'all');
    if (own.first === none) continue;
    if (own.second === none) {
      open[waiting] = meta.today - own.first;
      waiting += 1;
    } else {
      gaps[came] = own.second - own.first;
      came += 1;
    }
  }
  return { gaps: gaps.subarray(0, came), open: open.subarray(0, waiting) };
}

const none = Number.MAX_SAFE_INTEGER;

/** The first two different days with an order that counts. */
function twoDays(
  orders: History['orders'],
  minor: Float64Array,
  from: number,
  to: number,
  which: 'own' | 'all',
): { first: number; second: number } {
  let first = none;
  let second = none;
  for (let row = from; row < to; row += 1) {
    if ((minor[row] ?? 0) <= 0 || isMarked(orders, row, 'credit')) continue;
    if (which === 'own' && isMarked(orders, row, 'renewal')) continue;
    const day = orders.day[row] ?? 0;
    if (day < first) {
      second = first;
      first = day;
    } else if (day > first && day < second) second = day;
  }
  return { first, second };
}
