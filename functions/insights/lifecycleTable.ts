import { lifecycleKeys } from '../segments/classes.schema.ts';
import { lifecycleOf, type LifecycleBounds } from '../segments/lifecycle.ts';

const prospect = lifecycleKeys.indexOf('prospect');

/**
 * The lifecycle's codes by days since the last order, looked up where asking the rule of millions
 * takes seconds. `isFirst`: of a customer with a single order day and a complete history.
 */
export function lifecycleTable(bounds: LifecycleBounds) {
  const most = Math.ceil(Math.max(bounds.t50, bounds.t80, bounds.t95, bounds.writeOff)) + 1;
  const codes = (days: number) =>
    Uint8Array.from({ length: most + 1 }, (_, lapsed) =>
      lifecycleKeys.indexOf(
        lifecycleOf({ rhythm: { days, lastDay: 0 }, historyIncomplete: false }, bounds, lapsed),
      ),
    );
  const [first, later] = [codes(1), codes(2)];
  return {
    prospect,
    code: (lapsed: number, isFirst: boolean): number =>
      (isFirst ? first : later)[Math.min(most, Math.max(0, lapsed))] ?? prospect,
  };
}
export type LifecycleTable = ReturnType<typeof lifecycleTable>;
