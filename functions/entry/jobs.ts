import { couponDesk } from '../assembly/couponDesk.ts';
import { openJobs } from '../assembly/jobs.ts';
import { jobsHandler } from '../assembly/jobsHandler.ts';
import { lambdaParts } from '../assembly/lambdaParts.ts';
import { openShopAccess } from '../assembly/shopAccess.ts';
import { sqsWork } from '../assembly/sqsWork.ts';
import { coldStart } from '../platform/coldStart.ts';

/** Background work: imports, recomputes, coupon runs. shopify.app.toml declares the webhooks. */
export const handler = coldStart(async () => {
  const parts = await lambdaParts(process.env);
  const access = openShopAccess(parts);
  const run = openJobs(parts, access, couponDesk(parts, access), { webhookUri: null });
  return sqsWork(parts, 'jobs', jobsHandler(run, parts.queues.jobs, parts.log));
});
