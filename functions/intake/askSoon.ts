import type { Queue } from '../platform/queue.ts';
import type { Leases } from '../segments/recompute.ts';
import type { Changed } from './apply.ts';
import type { Job } from './job.schema.ts';

export interface AskSoonDeps {
  leases: Pick<Leases, 'lease'>;
  jobs: Queue;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** A page is at most this much behind the orders; in that time any number of orders cost one run. */
const recomputeWaitSeconds = 300;
/** A coupon called for by an order leaves within a minute. */
const couponsWaitSeconds = 30;

/**
 * What follows a change in a shop: its lists are made anew and its rules look, each once for a
 * stream of changes. The first change asks for a job that starts when the wait is over, so it sees
 * all that came meanwhile; a note in the table keeps every other instance from asking too.
 */
export function askSoon(deps: AskSoonDeps): (shop: string, changed: Changed) => Promise<void> {
  const asked = new Map<string, number>();

  async function once(job: Job, waitSeconds: number): Promise<void> {
    const now = deps.nowMs();
    const name = `${job.job}-asked`;
    const noted = `${job.shop} ${name}`;
    if ((asked.get(noted) ?? 0) > now) return;
    const untilMs = now + waitSeconds * 1000;
    asked.set(noted, untilMs);
    if (!(await deps.leases.lease(job.shop, name, now, untilMs))) return;
    await deps.jobs.send(JSON.stringify(job), { delaySeconds: waitSeconds, group: job.shop });
  }

  return async (shop, { dueMarks }) => {
    await once({ job: 'recompute', shop, reason: 'changes' }, recomputeWaitSeconds);
    if (dueMarks > 0) await once({ job: 'coupons', shop }, couponsWaitSeconds);
  };
}
