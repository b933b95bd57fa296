import { type Job, jobSchema } from '../intake/job.schema.ts';
import type { Log } from '../platform/log.ts';
import { failureOf } from '../platform/failureOf.ts';
import { Poison } from '../platform/poison.ts';
import type { BatchHandler, Failure, Queue } from '../platform/queue.ts';
import type { JobOutcome } from './jobOutcome.ts';

/**
 * Runs what the `jobs` queue holds. A job that has more to do goes back as a new message, so that
 * waiting does not use up its tries; one that failed is delivered again, and an alarm counts it.
 */
export function jobsHandler(
  run: (job: Job) => Promise<JobOutcome>,
  queue: Queue,
  log: Log,
): BatchHandler {
  return async (batch) => {
    const why = new Map<string, Failure>();
    for (const { id, body, attempt } of batch) {
      let about = {};
      try {
        const job = jobIn(body);
        about = { job: job.job, shop: job.shop };
        const result = await run(job);
        if (result.outcome === 'again') {
          await queue.send(body, { delaySeconds: result.afterSeconds, group: job.shop });
        }
      } catch (error) {
        why.set(id, failureOf(error));
        const fault = error instanceof Error ? error.name : 'unknown';
        log.error('job.failed', { ...about, message: id, attempt, fault });
      }
    }
    return { failed: [...why.keys()], why };
  };
}

function jobIn(body: string): Job {
  try {
    return jobSchema.parse(JSON.parse(body));
  } catch {
    throw new Poison('The message is not a job of ours.');
  }
}
