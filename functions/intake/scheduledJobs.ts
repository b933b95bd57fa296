import { z } from 'zod';
import type { Queue } from '../platform/queue.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import type { Job } from './job.schema.ts';

const hourMs = 3_600_000;

/** What the clockwork says: which job, and for which full hour or minute (not when it got round to it). */
export const scheduledSchema = z.object({
  job: z.enum(['recompute', 'coupons', 'retention', 'reconcile', 'subscriptions']),
  at: z.iso.datetime(),
});
export type Scheduled = z.infer<typeof scheduledSchema>;

export interface ScheduledJobsDeps {
  shops: Pick<ShopStore, 'listInstalled'>;
  jobs: Queue;
}

/** Queues the job for every shop that is due for it; a second run of the same hour is harmless. */
export async function queueScheduled(event: unknown, deps: ScheduledJobsDeps): Promise<number> {
  const scheduled = scheduledSchema.parse(event);
  const due = dueJobs(await deps.shops.listInstalled(), scheduled);
  for (const job of due) await deps.jobs.send(JSON.stringify(job), { group: job.shop });
  return due.length;
}

/** A night's comparison with the shop begins this long after its day does: few buy then. */
const reconcileHours = 3;
/** Judged by what the comparison found. */
const subscriptionHours = 4;
/** What is too old is erased after that, so that the comparison cannot bring it back. */
const retentionHours = 5;

/**
 * Coupons at every call; a recompute in the hour in which the shop's own day begins, and in the
 * night that follows the comparison with the shop, a look at its subscriptions, and retention.
 */
export function dueJobs(shops: readonly ShopRecord[], { job, at }: Scheduled): Job[] {
  const atMs = Date.parse(at);
  switch (job) {
    case 'coupons':
      return shops.map(({ shop }) => ({ job, shop }));
    case 'recompute':
      return shops
        .filter(({ timeZone }) => dayBegins(timeZone, atMs))
        .map(({ shop }) => ({ job, shop, reason: 'nightly' }));
    case 'retention':
      return shops
        .filter(({ timeZone }) => dayBegins(timeZone, atMs - retentionHours * hourMs))
        .map(({ shop }) => ({ job, shop }));
    case 'subscriptions':
      return shops
        .filter(({ timeZone }) => dayBegins(timeZone, atMs - subscriptionHours * hourMs))
        .map(({ shop }) => ({ job, shop }));
    case 'reconcile':
      return shops
        .filter(({ timeZone }) => dayBegins(timeZone, atMs - reconcileHours * hourMs))
        .map(({ shop }) => ({ job, shop }));
  }
}

function dayBegins(timeZone: string, ms: number): boolean {
  return dayIn(timeZone, ms) !== dayIn(timeZone, ms - hourMs);
}

/** Building one takes a thousand times as long as using it. */
const calendars = new Map<string, Intl.DateTimeFormat>();

function dayIn(timeZone: string, ms: number): string {
  const known = calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  calendars.set(timeZone, known);
  return known.format(ms);
}
