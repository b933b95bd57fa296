import type { Calendar } from '../customers/calendar.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Cutoffs } from '../segments/classes.schema.ts';
import { writeFigures } from '../segments/columnsBuilder.ts';
import { readFigures } from '../segments/figures.ts';
import type { History } from '../segments/histories.ts';
import type { PastBounds } from '../segments/pastBounds.ts';
import type { PastCutoffs } from '../segments/pastCutoffs.ts';
import { PastLedger } from '../segments/pastLedger.ts';
import { pickColumns } from '../segments/pickColumns.ts';
import { placeColumns } from '../segments/placeColumns.ts';
import { predictionAttributes } from '../segments/query/attributes/prediction.ts';
import { answerAt, select } from '../segments/query/evaluate.ts';
import type { Query } from '../segments/query/query.ts';
import { contextOf } from '../segments/queryContext.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import type { Moment } from './backtestMoments.ts';

/** What the ledgers say of any day. */
const ofLedger: ReadonlySet<string> = new Set([
  'orders',
  'order_days',
  'net_spent',
  'net_spent_recent',
  'order_days_recent',
  'average_order',
  'discount_share',
  'code_share',
  'days_since_last_order',
  'usual_gap_days',
  'second_order_days',
  'order_months',
  'first_order_date',
  'last_order_date',
  'last_full_price_date',
  'last_discount_date',
  'customer_added_date',
  'lifecycle',
  'loyalty',
  'promotion',
  'wholesale',
]);
/** What it takes the whole shop's ranking of that day to say. */
const ofRanking: ReadonlySet<string> = new Set([
  'rfm_recency',
  'rfm_frequency',
  'rfm_monetary',
  'rfm_level',
  'rfm_segment',
  'abc',
  'quadrant',
]);
const notOfPast: ReadonlySet<string> = new Set([
  ...predictionAttributes.map(({ name }) => name),
  'rfm_level_since',
  'lifecycle_since',
  'quadrant_since',
  'abc_since',
  'rising',
  'standard',
]);
/**
 * Ranking a whole shop on every day of a year takes some seven seconds of a core for each hundred
 * thousand customers: with more than this no answer comes within a request.
 */
const mostRanked = 200_000;

export interface PastAsked {
  /** Attributes of the condition without a history: today's value stands for each day's. */
  asToday: string[];
  ranked: boolean;
}

/**
 * What of a condition can be said of a past day.
 * @throws Refusal `invalid` that names what cannot
 */
export function pastAsked(query: Query, customers: number): PastAsked {
  const names = [...attributesOf(query)];
  for (const name of names) {
    if (!notOfPast.has(name)) continue;
    throw new Refusal(
      'invalid',
      `"${name}" is not known for past days, so this rule cannot be tried on last year: take it out of the condition for the trial.`,
      { field: 'who' },
    );
  }
  const ranked = names.find((name) => ofRanking.has(name));
  if (ranked !== undefined && customers > mostRanked) {
    throw new Refusal(
      'invalid',
      `"${ranked}" would take the ranking of all customers on each day of the year, which is done for up to ${String(mostRanked)} customers: take it out of the condition for the trial.`,
      { field: 'who' },
    );
  }
  return {
    asToday: names.filter((name) => !ofLedger.has(name) && !ofRanking.has(name)),
    ranked: ranked !== undefined,
  };
}

function attributesOf(query: Query): ReadonlySet<string> {
  switch (query.kind) {
    case 'all':
      return new Set();
    case 'and':
    case 'or':
      return new Set(query.parts.flatMap((part) => [...attributesOf(part)]));
    case 'not':
      return attributesOf(query.part);
    case 'compare':
    case 'between':
    case 'in':
    case 'contains':
    case 'isNull':
      return new Set([query.attribute]);
  }
}

export interface PastPeople {
  history: History;
  settings: ClassSettings;
  calendar: Calendar;
  bounds: PastBounds;
  /** Opened by the first day on which a ranked class is asked for. */
  cutoffs: () => PastCutoffs;
}

/** Answers a condition for each moment as of that moment; moments in order of time. */
export function whoAtMoments(
  query: Query,
  moments: readonly Moment[],
  { ranked }: PastAsked,
  people: PastPeople,
): ('in' | 'out' | 'undecided')[] {
  const answers: ('in' | 'out' | 'undecided')[] = [];
  for (let start = 0; start < moments.length;) {
    const day = moments[start]?.day ?? 0;
    let end = start;
    while (moments[end]?.day === day) end += 1;
    answers.push(...answersOn(query, moments.slice(start, end), day, ranked, people));
    start = end;
  }
  return answers;
}

function answersOn(
  query: Query,
  moments: readonly Moment[],
  day: number,
  ranked: boolean,
  people: PastPeople,
): ('in' | 'out' | 'undecided')[] {
  const { history, settings, calendar } = people;
  const { columns: present, orders, meta } = history;
  const columns = pickColumns(
    present,
    Int32Array.from(moments, ({ customer }) => customer),
  );
  const ledger = new PastLedger(orders);
  moments.forEach(({ customer, at }, index) => {
    const standing = {
      historyIncomplete: present.historyIncomplete[customer] === 1,
      wholesaleByTag: orders.wholesaleByTag[customer] === 1,
      isLeftOut: ledger.isLeftOut,
      windows: settings,
    };
    const read = readFigures(ledger.rowsOf(customer), { asOf: at, calendar }, standing);
    writeFigures(columns, index, read);
  });
  placeColumns(columns, cutoffsOn(day, ranked, people), settings, day);
  const at = contextOf(meta.timeZone, meta.currency, calendar.startOf(day));
  const { states } = select(query, columns, at);
  return moments.map((_, index) => answerAt(states, index));
}

/** Those of the run that morning; without ranked classes only the lifecycle's are asked for. */
function cutoffsOn(
  day: number,
  ranked: boolean,
  { history, bounds, cutoffs: rankings }: PastPeople,
): Cutoffs {
  if (ranked) return rankings().on(day);
  const { cutoffs } = history.meta;
  const lifecycle = bounds.on(day, false);
  const { wholesale } = cutoffs;
  if (wholesale === undefined) return { ...cutoffs, lifecycle };
  return {
    ...cutoffs,
    lifecycle,
    wholesale: { ...wholesale, lifecycle: bounds.on(day, true) },
  };
}
