import type { Flow } from '../../functions/insights/insights.schema.ts';

const inTouch = ['first_timer', 'regular', 'slowing'];
const silent = ['overdue', 'lost', 'written_off'];

/** Whether no customer stood anywhere yet. */
export function isNobodyIn({ states }: Pick<Flow, 'states'>): boolean {
  return states.every(({ sizes }) => sizes.every((size) => size === 0));
}

/** Who came back after a long silence in the last full month, and who fell silent in it. */
export function silenceOf({ flows, states }: Pick<Flow, 'flows' | 'states'>): {
  back: number;
  away: number;
} {
  // The last flow leads up to today, in a month that is not over.
  const moves = flows.at(-2) ?? [];
  const keyOf = (place: number) => states[place]?.key ?? '';
  const count = (from: readonly string[], to: readonly string[]) =>
    moves
      .filter((move) => from.includes(keyOf(move.from)) && to.includes(keyOf(move.to)))
      .reduce((sum, { customers }) => sum + customers, 0);
  return { back: count(silent, inTouch), away: count(inTouch, silent) };
}
