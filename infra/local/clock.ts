import { z } from 'zod';
import type { Clock } from '../../functions/platform/clock.ts';
import { readWhole, writeWhole } from './wholeFile.ts';

/** Business time that can be set; it runs on at wall speed, also between two runs. */
export interface LocalClock extends Clock {
  /** Business time is `nowMs` from here on. */
  moveTo(nowMs: number): void;
}

const keptSchema = z.object({
  /** Business minus wall time, in milliseconds. */
  offsetMs: z.number(),
  /** The start of business time that was asked for, epoch milliseconds; null: none. */
  startMs: z.number().nullable(),
});

/**
 * Opens the clock kept in `path`. `startMs` sets business time where it was not asked for before;
 * asking for the same start again carries on from where that start has got to.
 */
export function openClock(
  path: string,
  startMs: number | undefined,
  wallMs: () => number,
): LocalClock {
  let kept = readWhole(path, keptSchema) ?? { offsetMs: 0, startMs: null };
  const set = (offsetMs: number, askedMs: number | null) => {
    kept = { offsetMs, startMs: askedMs };
    writeWhole(path, JSON.stringify(kept));
  };
  if (startMs !== undefined && startMs !== kept.startMs) set(startMs - wallMs(), startMs);
  return {
    wallMs,
    businessMs: () => wallMs() + kept.offsetMs,
    moveTo: (nowMs) => set(nowMs - wallMs(), kept.startMs),
  };
}
