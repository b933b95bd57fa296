import { setTimeout as wait } from 'node:timers/promises';
import type { JobOutcome } from '../../functions/assembly/jobOutcome.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { nearest } from '../../functions/segments/query/nearest.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import type { MachineQueues } from './machineQueues.ts';

const names = [
  'recompute',
  'coupons',
  'backfill',
  'reconcile',
  'subscriptions',
  'push',
  'retention',
  'drain',
] as const;

/** How long somebody may have to wait for the answer. */
const withinMs = 120_000;
const lookMs = 20;

/** Runs a job for a shop now, waiting for whoever is at it, and tells what it did. */
export async function jobOnDemand(
  name: string,
  shop: string,
  run: (job: Job) => Promise<JobOutcome>,
  queues: MachineQueues,
  wallMs: () => number,
): Promise<object> {
  const untilMs = wallMs() + withinMs;
  switch (names.find((known) => known === name)) {
    case 'recompute':
      return { job: name, ...(await toEnd({ job: 'recompute', shop, reason: 'asked' })) };
    case 'coupons': {
      const report = await toEnd({ job: 'coupons', shop });
      await emptied(() => queues.issue.depth());
      return { job: name, ...report };
    }
    case 'backfill':
      return { job: name, ...(await toEnd({ job: 'backfill', shop })) };
    case 'reconcile':
      return { job: name, ...(await toEnd({ job: 'reconcile', shop })) };
    case 'push':
      return { job: name, ...(await toEnd({ job: 'push', shop })) };
    case 'retention':
      return { job: name, ...(await toEnd({ job: 'retention', shop })) };
    case 'subscriptions':
      return { job: name, ...(await toEnd({ job: 'subscriptions', shop })) };
    case 'drain':
      await emptied(() => queues.depth());
      return { job: name, queue: queues.depth() };
    case undefined: {
      const meant = nearest(name, names);
      throw new Refusal(
        'notFound',
        `There is no job "${name}". ${meant === null ? `There are ${names.join(', ')}.` : `Did you mean ${meant}?`}`,
      );
    }
  }

  async function toEnd(job: Job): Promise<object> {
    while (wallMs() < untilMs) {
      const result = await run(job);
      if (result.outcome === 'done') return result.report;
      await wait(result.afterSeconds * 1000);
    }
    throw tooLong();
  }

  async function emptied(depth: () => number): Promise<void> {
    while (depth() > 0) {
      if (wallMs() >= untilMs) throw tooLong();
      await wait(lookMs);
    }
  }
}

function tooLong(): Refusal {
  return new Refusal('unavailable', 'It is not done after two minutes: look at /health.');
}
