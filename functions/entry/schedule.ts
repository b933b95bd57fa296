import { queueScheduled } from '../intake/scheduledJobs.ts';
import { awsParts } from '../platform/awsParts.ts';
import { awsTable } from '../platform/awsTable.ts';
import { coldStart } from '../platform/coldStart.ts';
import { openShopStore } from '../shops/store.ts';

/** What time alone sets off: queues a job for every shop that is due. */
export const handler = coldStart((): Promise<(event: unknown) => Promise<number>> => {
  const shops = openShopStore(awsTable(process.env));
  const jobs = awsParts(process.env).queue('JOBS_QUEUE_URL');
  return Promise.resolve((event) => queueScheduled(event, { shops, jobs }));
});
