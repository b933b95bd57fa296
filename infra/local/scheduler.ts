import { z } from 'zod';
import type { Clock } from '../../functions/platform/clock.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { readWhole, writeWhole } from './wholeFile.ts';

export interface ScheduledShop {
  shop: string;
  timeZone: string;
}

export interface Scheduler {
  /** Looks at the clock every minute from now on. */
  start(): void;
  /** Looks at the clock now and sends what has come due since. */
  tick(): Promise<void>;
  /** This shop was recomputed just now: it is due again at its next midnight, a new one's comparison and erasing that night. */
  recomputed(shop: ScheduledShop): void;
  stop(): void;
}

export interface SchedulerOptions {
  /** Where it is kept which slots were served, so that a second start neither skips nor repeats. */
  path: string;
  clock: Clock;
  shops: () => Promise<ScheduledShop[]>;
  send: (job: Job) => Promise<void>;
  onFault: (error: unknown) => void;
}

const tickMs = 60_000;
const sweepMs = 5 * 60_000;
/** After the shop's midnight, as deployed. */
const reconcileMs = 3 * 3_600_000;
const subscriptionsMs = 4 * 3_600_000;
const retentionMs = 5 * 3_600_000;
const servedSchema = z.record(z.string(), z.string());

/**
 * Recompute at each shop's midnight, comparison with the shop three hours later, erasing what is too
 * old after it, coupons every five minutes, all in business time.
 */
export function openScheduler(options: SchedulerOptions): Scheduler {
  const served = readWhole(options.path, servedSchema) ?? {};

  async function serve(slot: string, due: string, job: Job): Promise<void> {
    if (served[slot] === due) return;
    await options.send(job);
    note(slot, due);
  }

  function note(slot: string, due: string): void {
    served[slot] = due;
    writeWhole(options.path, JSON.stringify(served));
  }

  async function tick(): Promise<void> {
    for (const { shop, timeZone } of await options.shops()) {
      const now = options.clock.businessMs();
      const day = dayIn(timeZone, now);
      await serve(`recompute ${shop}`, day, { job: 'recompute', shop, reason: 'nightly' });
      const night = dayIn(timeZone, now - reconcileMs);
      await serve(`reconcile ${shop}`, night, { job: 'reconcile', shop });
      const looked = dayIn(timeZone, now - subscriptionsMs);
      await serve(`subscriptions ${shop}`, looked, { job: 'subscriptions', shop });
      const later = dayIn(timeZone, now - retentionMs);
      await serve(`retention ${shop}`, later, { job: 'retention', shop });
      await serve(`coupons ${shop}`, String(Math.floor(now / sweepMs)), { job: 'coupons', shop });
    }
  }

  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      timer = setInterval(() => {
        tick().catch(options.onFault);
      }, tickMs);
    },
    tick,
    recomputed: ({ shop, timeZone }) => {
      const now = options.clock.businessMs();
      note(`recompute ${shop}`, dayIn(timeZone, now));
      if (served[`reconcile ${shop}`] !== undefined) return;
      note(`reconcile ${shop}`, dayIn(timeZone, now - reconcileMs));
      note(`subscriptions ${shop}`, dayIn(timeZone, now - subscriptionsMs));
      note(`retention ${shop}`, dayIn(timeZone, now - retentionMs));
    },
    stop: () => clearInterval(timer),
  };
}

function dayIn(timeZone: string, ms: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms);
}
