import type { Healed } from './healOrder.ts';
import type { ReconcileRun } from './reconcileState.schema.ts';
import { addHealing } from './reconcileTally.ts';

/** The run with what was just put right. */
export function withHealed(run: ReconcileRun, healed: readonly Healed[]): ReconcileRun {
  let { tally, dueMarks } = run;
  for (const one of healed) {
    if (one.healing !== null) tally = addHealing(tally, one.healing);
    dueMarks += one.dueMarks;
  }
  return { ...run, tally, dueMarks };
}
