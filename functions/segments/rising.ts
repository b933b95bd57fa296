import type { HeldClass } from '../customers/customer.schema.ts';
import { triggeringCauses } from '../customers/dueMark.schema.ts';
import type { HeldClasses } from './changes.ts';
import type { RankingCutoffs } from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';

/** From the highest down; what is not here is below all. */
const heights = ['A', 'B', 'C', 'D'];

/**
 * When (epoch seconds) a customer last came up to A or B, in level or spend class, by their own
 * doing: the movement of others, a setting or an import raises nobody. Null: has not, or fell since.
 */
export function roseAt(held: HeldClasses): number | null {
  const risen = [held.level, held.abc].filter((one) => one !== undefined && isRise(one));
  return risen.reduce<number | null>(
    (latest, one) => (one === undefined ? latest : Math.max(latest ?? 0, one.since)),
    null,
  );
}

/** Whether a class by itself says that its customer came up to A or B by their own doing. */
export function isRise({
  value,
  from,
  cause,
}: Pick<HeldClass, 'value' | 'from' | 'cause'>): boolean {
  if (value !== 'A' && value !== 'B') return false;
  return triggeringCauses.some((one) => one === cause) && heightOf(value) < heightOf(from);
}

function heightOf(value: string | null): number {
  const at = heights.indexOf(value ?? '');
  return at < 0 ? heights.length : at;
}

/** What rising is judged by; money in minor units. */
export interface Rise {
  /** Shop-calendar day of `roseAt`; null: none. */
  roseDay: number | null;
  /** What the spend classes compare, and the spend expected of the next 90 days (null: not known). */
  abcMinor: number;
  soonMinor: number | null;
}

/**
 * A rising customer: newly A or B, or with the spend expected of the next 90 days at the next
 * spend class. `cuts` null: no ranking of theirs yet.
 */
export function isRising(
  { roseDay, abcMinor, soonMinor }: Rise,
  cuts: Pick<RankingCutoffs, 'abcA' | 'abcB'> | null,
  { days }: ClassSettings['rising'],
  today: number,
): boolean {
  if (roseDay !== null && roseDay > today - days) return true;
  if (soonMinor === null || cuts === null) return false;
  const next = nextCut(abcMinor, cuts);
  return next !== null && abcMinor + soonMinor >= next;
}

/** The least amount of the class above; null at the top. */
export function nextCut(minor: number, { abcA, abcB }: Pick<RankingCutoffs, 'abcA' | 'abcB'>) {
  if (abcB !== null && minor < abcB) return abcB;
  return abcA !== null && minor < abcA ? abcA : null;
}
