import { jobSchema } from '../../functions/intake/job.schema.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { BatchHandler, Queue } from '../../functions/platform/queue.ts';
import type { Jobs } from './jobs.ts';

/** Runs what the `jobs` queue holds; a job that cannot be done yet goes back as a new message. */
export function jobHandler(jobs: Jobs, queue: Queue, log: Log): BatchHandler {
  return async (batch) => {
    const failed: string[] = [];
    for (const { id, body, attempt } of batch) {
      try {
        const job = jobSchema.parse(JSON.parse(body));
        const result = await jobs.run(job);
        if (result.outcome === 'again') {
          await queue.send(body, { delaySeconds: result.afterSeconds });
        }
      } catch (error) {
        failed.push(id);
        const fault = error instanceof Error ? error.name : 'unknown';
        log.error('job.failed', { message: id, attempt, fault });
      }
    }
    return { failed };
  };
}
