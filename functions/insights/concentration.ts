import { formatMinor } from '../platform/money.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { History } from '../segments/histories.ts';
import type { Concentration, Who } from './insights.schema.ts';
import { isAmong, scopeOf } from './who.ts';

/** The few whose share is told, as shares of all buyers. */
const topShares = [0.01, 0.05, 0.2] as const;

/**
 * How much of the net spend how few customers bring, those with most first. Of customers with net
 * spend and a complete history; who spent exactly as much as the last one counted is counted too.
 */
export function concentrationOf(history: History, who: Who): Concentration {
  const { columns, meta } = history;
  const { currency } = meta;
  const scope = scopeOf(columns, who);
  const { spent, nothing, incomplete, rising } = sumsOf(history, who);
  const most = spent.sort().reverse();
  const upTo = cumulated(most);
  const total = upTo.at(-1) ?? 0;
  const shareOf = (minor: number) => (total === 0 ? 0 : minor / total);
  const group = (customers: number, netMinor: number, query: string | null) => ({
    customers,
    netSpent: moneyOf(netMinor, currency),
    query,
  });
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    buyers: group(most.length, total, scope.query('net_spent > 0')),
    curve: Array.from({ length: 101 }, (_, hundredth) =>
      shareOf(upTo[Math.ceil((most.length * hundredth) / 100)] ?? 0),
    ),
    top: most.length === 0 ? [] : topShares.map((of) => topOf(of)),
    half: countFor(upTo, total / 2),
    noNetSpend: group(
      nothing.customers,
      nothing.netMinor,
      scope.query('net_spent <= 0 AND (orders > 0 OR net_spent < 0)'),
    ),
    historyIncomplete: group(
      incomplete.customers,
      incomplete.netMinor,
      scope.incomplete === 0 ? null : scope.query('history_incomplete = true', 'any'),
    ),
    rising: group(rising.customers, rising.netMinor, scope.query('rising = true')),
  };

  function topOf(of: number): Concentration['top'][number] {
    const least = most[Math.ceil(most.length * of) - 1] ?? 0;
    const customers = countWhile(most, least);
    const netMinor = upTo[customers] ?? 0;
    const query = scope.query(`net_spent >= ${formatMinor(least, currency)}`);
    return { of, share: shareOf(netMinor), ...group(customers, netMinor, query) };
  }
}

function sumsOf({ columns }: History, who: Who) {
  const spent = new Float64Array(columns.count);
  const nothing = { customers: 0, netMinor: 0 };
  const incomplete = { customers: 0, netMinor: 0 };
  const rising = { customers: 0, netMinor: 0 };
  let buyers = 0;
  for (let i = 0; i < columns.count; i += 1) {
    if (!isAmong(columns, i, who)) continue;
    const net = columns.netMinor[i] ?? 0;
    if (columns.rising[i] === 1 && columns.historyIncomplete[i] === 0) {
      rising.customers += 1;
      rising.netMinor += net;
    }
    if (columns.historyIncomplete[i] === 1) {
      incomplete.customers += 1;
      incomplete.netMinor += net;
    } else if (net > 0) {
      spent[buyers] = net;
      buyers += 1;
    } else if (net < 0 || (columns.orders[i] ?? 0) > 0) {
      nothing.customers += 1;
      nothing.netMinor += net;
    }
  }
  return { spent: spent.slice(0, buyers), nothing, incomplete, rising };
}

/** Sum of the first n at n. */
function cumulated(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i += 1) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}

/** How many of the largest together reach a sum. */
function countFor(upTo: Float64Array, minor: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((upTo[middle] ?? 0) >= minor) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many are at least this much; `most` descends. */
function countWhile(most: Float64Array, least: number): number {
  let low = 0;
  let high = most.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((most[middle] ?? 0) >= least) low = middle + 1;
    else high = middle;
  }
  return low;
}
