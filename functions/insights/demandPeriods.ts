import type { OrderColumns } from '../segments/orderColumns.ts';

/** Whole shop-calendar days, first to last. */
export interface Period {
  from: number;
  to: number;
}

export interface DemandPeriods {
  now: Period;
  before: Period;
  /** Null: the shop's orders do not go back so far. */
  lastYear: Period | null;
}

/** 52 weeks, so that the same weekdays are compared. */
const yearDays = 364;

/** The last whole days up to yesterday, as many before them, and those of a year ago. */
export function demandPeriods(orders: OrderColumns, today: number, days: number): DemandPeriods {
  const now = { from: today - days, to: today - 1 };
  const lastYear = { from: now.from - yearDays, to: now.to - yearDays };
  const first = firstDay(orders);
  return {
    now,
    before: { from: now.from - days, to: now.from - 1 },
    lastYear: first !== null && first <= lastYear.from ? lastYear : null,
  };
}

function firstDay({ day, count }: OrderColumns): number | null {
  let first: number | null = null;
  for (let row = 0; row < count; row += 1) {
    const one = day[row] ?? 0;
    if (first === null || one < first) first = one;
  }
  return first;
}
