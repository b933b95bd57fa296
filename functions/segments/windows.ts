import type { ClassSettings } from './run.schema.ts';
import { defaultQuadrant } from './schemeSettings.schema.ts';

/** The settings that say how far back a figure looks. */
export interface WindowSettings {
  abc: Pick<ClassSettings['abc'], 'windowDays'>;
  quadrant: Pick<ClassSettings['quadrant'], 'windowDays'>;
}

/** Without settings: a year, and all time. */
export const plainWindows: WindowSettings = {
  abc: { windowDays: null },
  quadrant: { windowDays: defaultQuadrant.windowDays },
};

/** What happened on which shop-calendar day, oldest first, so that any later day can be asked about. */
export interface History {
  /** Distinct days with an order that counts. */
  orderDays: readonly number[];
  /** Everything that moved net spend: the day it was placed, and minor units. */
  moneyDays: readonly number[];
  moneyMinor: readonly number[];
}

export const noHistory: History = { orderDays: [], moneyDays: [], moneyMinor: [] };

/** Figures of the last so many days, which the passing of days changes. */
export interface Windows {
  /** Net spend and order days of the quadrants' window. */
  recentMinor: number;
  recentOrderDays: number;
  /** Net spend the spend classes compare, before what is expected. */
  abcMinor: number;
}

/** A day is in a window of N days while it is less than N days ago. */
export function windowsOf(
  { history, netMinor }: { history: History; netMinor: number },
  { abc, quadrant }: WindowSettings,
  today: number,
): Windows {
  const recentFrom = today - quadrant.windowDays;
  return {
    recentMinor: minorAfter(history, recentFrom),
    recentOrderDays: countAfter(history.orderDays, recentFrom),
    abcMinor: abc.windowDays === null ? netMinor : minorAfter(history, today - abc.windowDays),
  };
}

/** The days on which something leaves a window, in no order. */
export function leavingDays(
  { orderDays, moneyDays }: History,
  { abc, quadrant }: WindowSettings,
): number[] {
  const recent = [...orderDays, ...moneyDays].map((day) => day + quadrant.windowDays);
  const { windowDays } = abc;
  return windowDays === null ? recent : [...recent, ...moneyDays.map((day) => day + windowDays)];
}

function minorAfter({ moneyDays, moneyMinor }: History, day: number): number {
  let minor = 0;
  for (let i = 0; i < moneyDays.length; i += 1) {
    if ((moneyDays[i] ?? 0) > day) minor += moneyMinor[i] ?? 0;
  }
  return minor;
}

function countAfter(ascending: readonly number[], day: number): number {
  let count = 0;
  while (count < ascending.length && (ascending[ascending.length - 1 - count] ?? day) > day) {
    count += 1;
  }
  return count;
}
