import { unknownInstant } from './columns.ts';

const latestInstant = 0xffff_ffff;

/** A column holds 1970 to 2106; an instant before or after (a till's "1900") is at its near end. */
export function instantIn(at: number | null): number {
  return at === null ? unknownInstant : Math.min(latestInstant, Math.max(unknownInstant + 1, at));
}
