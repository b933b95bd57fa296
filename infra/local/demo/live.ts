import type { Clock } from '../../../functions/platform/clock.ts';
import type { StandIn } from '../shopify/standIn.ts';
import { diceOf } from './dice.ts';
import { happen, type Moment } from './moment.ts';

export interface LiveOptions {
  domain: string;
  seed: number;
  clock: Clock;
  /** Time between two moments, on average, in milliseconds of wall time. */
  intervalMs?: number;
  onMoment?: (moment: Moment) => void;
}

const usualIntervalMs = 4000;

/** How many moments a shop has lived through; kept with them, so that a second start goes on. */
const memoName = 'liveMoments';

/**
 * Lets the next moment happen. It is counted in the transaction of what it does: a killed run
 * neither repeats it nor skips it.
 */
export function nextMoment(standIn: StandIn, options: LiveOptions): Moment {
  const { domain, seed, clock } = options;
  const { records } = standIn;
  return records.database.transaction(() => {
    const nth = Number(records.memo(domain, memoName) ?? '0') + 1;
    const moment = happen(standIn, domain, seed, nth, Math.floor(clock.businessMs() / 1000));
    records.putMemo(domain, memoName, String(nth));
    return moment;
  });
}

/** Keeps a shop moving until stopped. */
export function startLive(standIn: StandIn, options: LiveOptions): { stop: () => void } {
  const intervalMs = options.intervalMs ?? usualIntervalMs;
  const dice = diceOf(options.seed, 'live pace', options.clock.wallMs());
  let timer: ReturnType<typeof setTimeout>;
  const plan = (): void => {
    timer = setTimeout(
      () => {
        const moment = nextMoment(standIn, options);
        options.onMoment?.(moment);
        plan();
      },
      intervalMs * dice.between(0.5, 1.5),
    );
  };
  plan();
  return {
    stop: () => {
      clearTimeout(timer);
    },
  };
}
