import type { Cause, Scheme } from '../customers/customer.schema.ts';
import { classify } from './classify.ts';
import { crossingDays } from './explain.ts';
import type { Figures } from './figures.ts';
import type { Basis } from './run.schema.ts';

/** What a run compares: the basis of the run before (null: there was none) and its own. */
export interface RunBasis {
  before: Basis | null;
  now: Basis;
  /** Customers may have been written by an import that places nobody. */
  imported: boolean;
}

/**
 * Why a run moved a customer in one scheme. Time passed if the class they held follows from the
 * basis before, on some day since, and the same basis gives the new class today: only that may
 * trigger a rule. All else is a setting, a method, an import, or the movement of others.
 */
export function causeOfRun(
  figures: Figures,
  { scheme, from, to }: { scheme: Scheme; from: string | null; to: string | null },
  run: RunBasis,
  today: number,
): Cause {
  const { before, now } = run;
  if (before === null) return run.imported ? 'import' : 'first';
  const under = (day: number) => classed(figures, before, scheme, day);
  const start = Math.max(before.today, figures.lastDay ?? 0);
  const days = [start, ...crossingDays(figures, before.cutoffs, before.settings, start)];
  /** What they held follows from the other ranking: a tag or a company order moved them. */
  const rankingMoved = () => {
    const other = { ...figures, wholesale: !figures.wholesale };
    return !explained && days.some((day) => classed(other, before, scheme, day) === from);
  };
  const explained = days.some((day) => day <= today && under(day) === from);
  if (explained && under(today) === to) return 'time';
  if (JSON.stringify(before.settings) !== JSON.stringify(now.settings)) return 'setting';
  if (!explained && run.imported) return 'import';
  return methodMoved(before, now) || rankingMoved() ? 'cutoff' : 'others';
}

/** Under a run's basis on a day; a standard is the merchant's own query, which is not asked again. */
function classed(figures: Figures, { cutoffs, settings }: Basis, scheme: Scheme, day: number) {
  return classify(figures, cutoffs, settings, day)[scheme] ?? null;
}

function methodMoved(before: Basis, now: Basis): boolean {
  return (
    before.cutoffs.method !== now.cutoffs.method ||
    before.cutoffs.lifecycle.method !== now.cutoffs.lifecycle.method
  );
}
