import { dateOfDay } from '../customers/calendar.ts';
import type { Scheme } from '../customers/customer.schema.ts';
import { abcSteps, loyaltySteps, promotionSteps, quadrantSteps } from './behaviourSteps.ts';
import { isAtLeast, isBetter } from './classOrder.ts';
import { classify, type Classes } from './classify.ts';
import { changesOn, type ComingChange } from './explain.ts';
import { readFigures, type Figures } from './figures.ts';
import { dayOfDate } from './pastDay.ts';
import { rankingOf } from './ranking.ts';
import { levelSteps, segmentSteps } from './scoreSteps.ts';
import { noSteps, type Step, type Steps } from './step.ts';
import { classesWith, smallestOrder, type Placed } from './trialOrder.ts';
import { windowsOf } from './windows.ts';

/** An order at full price that keeps a class: placed today, or on the last day before it changes. */
export interface Prevention {
  /** Minor units; null: no order today does. */
  todayMinor: number | null;
  lastDay: string;
  lastDayMinor: number | null;
}

/** A change that time brings. Only where it is for the worse is there something to prevent. */
export type Coming = ComingChange & { prevent: Prevention | null };

/** Where one class of a customer may go. */
export interface Explanation {
  /** `orderMinor`: the smallest single order today that gets there, or higher; null: none does. */
  up: (Step & { orderMinor: number | null })[];
  down: Step[];
  changes: Coming | null;
}

/**
 * For every scheme of one customer: the steps up and down, the day time changes it under these
 * cut-offs, and the smallest order that prevents that.
 */
export function explain(placed: Placed): Record<Scheme, Explanation> {
  const { cutoffs, settings, calendar, asOf } = placed;
  const today = calendar.dayOf(asOf);
  const read = readFigures(placed.rows, { asOf, calendar }, placed.standing);
  const figures = { ...read.figures, ...placed.predicted };
  const now = classify(figures, cutoffs, settings, today);
  const coming = changesOn(figures, cutoffs, settings, today);
  const of = (scheme: Scheme): Explanation => {
    const { up, down } = stepsOf(scheme, figures, now, placed);
    return {
      up: up.map((step) => ({ ...step, orderMinor: orderTo(scheme, step.to, today, placed) })),
      down,
      changes: withPrevention(scheme, now[scheme] ?? null, coming[scheme], today, placed),
    };
  };
  const [segment, level, abc, lifecycle] = [of('segment'), of('level'), of('abc'), of('lifecycle')];
  const [quadrant, loyalty] = [of('quadrant'), of('loyalty')];
  const [promotion, standard] = [of('promotion'), of('standard')];
  return { segment, level, abc, lifecycle, quadrant, loyalty, promotion, standard };
}

function stepsOf(scheme: Scheme, figures: Figures, now: Classes, placed: Placed): Steps {
  const { cutoffs, settings, calendar, asOf } = placed;
  const own = rankingOf(figures, cutoffs);
  const windows = windowsOf(figures, settings, calendar.dayOf(asOf));
  switch (scheme) {
    case 'level':
      return now.scores === null ? noSteps : levelSteps(now.scores, settings.level);
    case 'segment':
      return segmentSteps(now);
    case 'abc':
      return abcSteps(figures, windows, own, settings.abc, now.abc);
    case 'lifecycle':
      return lifecycleSteps(now, placed);
    case 'quadrant':
      return own === null ? noSteps : quadrantSteps(windows, own.quadrant, now.quadrant);
    case 'loyalty':
      return loyaltySteps(figures, windows, now, settings.loyalty);
    case 'promotion':
      return promotionSteps(figures, now.promotion, settings.promotion);
    case 'standard':
      return noSteps;
  }
}

/** Any order tomorrow begins the rhythm anew, whatever it is worth. */
function lifecycleSteps({ lifecycle }: Classes, placed: Placed): Steps {
  const tomorrow = placed.calendar.dayOf(placed.asOf) + 1;
  const to = classesWith(placed, { placedOn: tomorrow, minor: 1, on: tomorrow }).lifecycle;
  const better = lifecycle === 'prospect' || isBetter('lifecycle', to, lifecycle);
  if (to === lifecycle || !better) return noSteps;
  return { up: [{ to, needs: [{ what: 'orders', amount: 1 }] }], down: [] };
}

function orderTo(scheme: Scheme, to: string, today: number, placed: Placed): number | null {
  return smallestOrder(placed, { placedOn: today, on: today }, (then) =>
    isAtLeast(scheme, then[scheme] ?? null, to),
  );
}

function withPrevention(
  scheme: Scheme,
  now: string | null,
  coming: ComingChange | null,
  today: number,
  placed: Placed,
): Coming | null {
  const on = coming === null ? null : dayOfDate(coming.date);
  if (coming === null || on === null) return null;
  if (now === null || !isBetter(scheme, now, coming.to)) return { ...coming, prevent: null };
  const keeps = (then: Classes) => isAtLeast(scheme, then[scheme] ?? null, now);
  const lastDay = Math.max(today, on - 1);
  const prevent = {
    todayMinor: smallestOrder(placed, { placedOn: today, on }, keeps),
    lastDay: dateOfDay(lastDay),
    lastDayMinor: smallestOrder(placed, { placedOn: lastDay, on }, keeps),
  };
  return { ...coming, prevent };
}
