import { AmountCounts } from './amountCounts.ts';
import { onFileSince } from './asOf.ts';
import type { Cutoffs } from './classes.schema.ts';
import { emptyColumns, forgetPredictions, type Columns } from './columns.ts';
import { foldCustomer } from './customerFold.ts';
import { foldAt } from './foldOrders.ts';
import type { Gaps } from './gapCounts.ts';
import { emptyGroups } from './groups/groupColumns.ts';
import { isMarked, rowMinor, rowsOf, walkInRows } from './orderColumns.ts';
import { noAmounts, type Amounts } from './orderStatistic.ts';
import { OrderValueLists } from './orderValues.ts';
import { pastGaps, type DaySpan, type PastLedgers } from './pastGaps.ts';
import { pastTouched } from './pastTouched.ts';
import { cutoffsOfColumns } from './placeColumns.ts';
import type { RankingKey } from './ranking.ts';
import { leastForQuintiles, leastForScores } from './rfm.ts';
import type { ClassSettings } from './run.schema.ts';

/** The cut-offs of past mornings. */
export interface PastCutoffs {
  /**
   * Those of a run in the first second of that day, but for the values of single orders, which no
   * class depends on: their median and the large-order line are null.
   */
  on(day: number): Cutoffs;
}

/**
 * Cut-offs of every morning of a stretch of days, from the ledgers of a shop. Each day goes on from
 * the one before: only those whose figures changed are folded again, and the exact cut-offs are
 * taken of all. A year of a million customers is asked for in a minute so, and once.
 */
export function openPastCutoffs(
  ledgers: PastLedgers,
  settings: ClassSettings,
  days: DaySpan,
): PastCutoffs {
  const found: Cutoffs[] = [];
  const walk = cutoffWalk(ledgers, settings, days);
  return {
    on(day) {
      while (found.length <= day - days.firstDay) {
        const next = walk.next();
        if (next.done === true) throw new RangeError('a day outside of those asked for');
        found.push(next.value);
      }
      const cutoffs = found[day - days.firstDay];
      if (cutoffs === undefined) throw new RangeError('a day outside of those asked for');
      return cutoffs;
    },
  };
}

function* cutoffWalk(
  ledgers: PastLedgers,
  settings: ClassSettings,
  days: DaySpan,
): Generator<Cutoffs, undefined> {
  const { orders, calendar } = ledgers;
  const columns = blankColumns(ledgers.columns);
  const touched = pastTouched(ledgers, settings, days);
  const gaps = pastGaps(ledgers, days);
  const retail = gaps.retail.mornings();
  const wholesale = gaps.wholesale.mornings();
  for (let day = days.firstDay; day <= days.lastDay; day += 1) {
    const asOf = calendar.startOf(day);
    const fold = foldAt(orders, columns, { asOf, today: day, windows: settings });
    // What a fold finds beside the columns is of the whole shop, and this is part of it.
    const unused = new OrderValueLists(day);
    const again = (customer: number) => {
      foldCustomer(fold, unused, customer);
      // Who was not there yet makes no ranking of their own.
      if (onFileSince(ledgers.columns, orders, customer) > asOf) columns.wholesale[customer] = 0;
    };
    if (day === days.firstDay) for (let i = 0; i < columns.count; i += 1) again(i);
    else touched(day).forEach(again);
    const values = (ranking: RankingKey, mornings: Generator<{ gaps: Gaps }>) => {
      const morning = mornings.next();
      if (morning.done === true) throw new RangeError('a morning without gaps');
      const all = orderValues(ranking, columns, ledgers, asOf);
      return { all, recent: noAmounts, gaps: morning.value.gaps };
    };
    yield withoutOrderValues(
      cutoffsOfColumns(
        columns,
        { retail: values('retail', retail), wholesale: values('wholesale', wholesale) },
        settings,
        { asOf, today: day },
      ),
    );
  }
}

function blankColumns({ count, historyIncomplete }: Columns): Columns {
  const columns = emptyColumns(count, emptyGroups(0));
  columns.historyIncomplete.set(historyIncomplete.subarray(0, count));
  forgetPredictions(columns);
  return columns;
}

/** Quintiles want a value to be there, and no more of it. */
const anyAmount: Amounts = { count: 1, smallest: () => 0 };

/** Of a ranking of few, whose fixed scores are multiples of the median order. */
function orderValues(
  ranking: RankingKey,
  columns: Columns,
  { orders }: PastLedgers,
  asOf: number,
): Amounts {
  const wholesale = ranking === 'wholesale' ? 1 : 0;
  let ranked = 0;
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== wholesale || columns.historyIncomplete[i] === 1) continue;
    if ((columns.orders[i] ?? 0) > 0) ranked += 1;
  }
  if (ranked < leastForScores || ranked >= leastForQuintiles) return anyAmount;
  const values = new AmountCounts();
  const add = (row: number) => {
    const minor = rowMinor(orders, row, asOf);
    if (minor > 0 && !isMarked(orders, row, 'credit')) values.add(minor);
  };
  for (let i = 0; i < columns.count; i += 1) {
    if (columns.wholesale[i] !== wholesale) continue;
    const { from, to } = rowsOf(orders, i);
    for (let row = from; row < to; row += 1) add(row);
  }
  const { from, to } = walkInRows(orders);
  for (let row = from; row < to; row += 1) {
    if (isMarked(orders, row, 'wholesale') === (ranking === 'wholesale')) add(row);
  }
  return values;
}

function withoutOrderValues(cutoffs: Cutoffs): Cutoffs {
  const unknown = { medianOrderMinor: null, largeOrderMinor: null };
  const { wholesale } = cutoffs;
  if (wholesale === undefined) return { ...cutoffs, ...unknown };
  return { ...cutoffs, ...unknown, wholesale: { ...wholesale, ...unknown } };
}
