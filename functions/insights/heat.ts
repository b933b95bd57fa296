import { instantOf, moneyOf } from '../platform/apiValue.ts';
import { codeWords } from '../segments/columns.ts';
import type { History } from '../segments/histories.ts';
import { countedRecency } from '../segments/rfmSegment.ts';
import { recencyQuery } from '../segments/summary.ts';
import type { Heat, HeatAxis, Who } from './insights.schema.ts';
import { isAmong, scopeOf } from './who.ts';

const pairs = [
  ['recency', 'frequency'],
  ['recency', 'monetary'],
  ['frequency', 'monetary'],
] as const satisfies (readonly [HeatAxis, HeatAxis])[];

/**
 * Ranked customers by each two of their three scores. Who is overdue or lost counts as at most 2
 * in recency, as in the names of the segments.
 */
export function heatOf({ columns, meta }: History, who: Who): Heat {
  const scope = scopeOf(columns, who);
  const maps = pairs.map(() => Array.from({ length: 25 }, emptyCell));
  const at: Record<HeatAxis, number> = { recency: 0, frequency: 0, monetary: 0 };
  for (let i = 0; i < columns.count; i += 1) {
    const recency = columns.recency[i] ?? 0;
    if (recency === 0 || !isAmong(columns, i, who)) continue;
    const lifecycle = codeWords.lifecycle[columns.lifecycle[i] ?? -1];
    at.recency = lifecycle === undefined ? recency : countedRecency(recency, lifecycle);
    at.frequency = columns.frequency[i] ?? 0;
    at.monetary = columns.monetary[i] ?? 0;
    pairs.forEach(([rows, across], map) => {
      const cell = maps[map]?.[(at[rows] - 1) * 5 + at[across] - 1];
      if (cell === undefined) return;
      cell.customers += 1;
      cell.orders += columns.orders[i] ?? 0;
      cell.netMinor += columns.netMinor[i] ?? 0;
    });
  }
  return {
    computedAt: instantOf(meta.asOf),
    who,
    wholesale: scope.wholesale,
    maps: pairs.map(([rows, across], map) => ({
      rows,
      columns: across,
      cells: (maps[map] ?? []).map(({ customers, orders, netMinor }, place) => {
        const row = Math.floor(place / 5) + 1;
        const column = (place % 5) + 1;
        const average = orders === 0 ? null : Math.round(netMinor / orders);
        return {
          row,
          column,
          customers,
          netSpent: moneyOf(netMinor, meta.currency),
          averageOrder: average === null ? null : moneyOf(average, meta.currency),
          query: scope.query(`${scoreQuery(rows, row)} AND ${scoreQuery(across, column)}`, 'any'),
        };
      }),
    })),
  };
}

function emptyCell() {
  return { customers: 0, orders: 0, netMinor: 0 };
}

function scoreQuery(axis: HeatAxis, score: number): string {
  return axis === 'recency' ? recencyQuery(score) : `rfm_${axis} = ${String(score)}`;
}
