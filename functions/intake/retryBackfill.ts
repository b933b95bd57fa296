import { Refusal } from '../platform/refusal.ts';
import type { Job } from './job.schema.ts';
import type { JobStore } from './store.ts';

/**
 * Starts a history import again that stopped for good, at the part it stopped at: what it had
 * read stays and is only met again. One that is under way is asked to carry on.
 * @throws Refusal `conflict` where the whole history has been read
 */
export async function retryBackfill(
  shop: string,
  jobs: Pick<JobStore, 'readBackfill' | 'writeBackfill'>,
  sendJob: (job: Job) => Promise<void>,
): Promise<void> {
  const state = await jobs.readBackfill(shop);
  if (state?.phase === 'done') {
    throw new Refusal(
      'conflict',
      "The whole history has been read: compare with the shop's own numbers instead.",
    );
  }
  if (state !== undefined && state.failure !== null) {
    // Where somebody else was first, they have started it.
    await jobs.writeBackfill(shop, { ...state, failure: null, lost: 0 });
  }
  await sendJob({ job: 'backfill', shop });
}
