import { applyHandler } from '../../functions/assembly/applyHandler.ts';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import { withDeadLetters } from '../../functions/assembly/deadLetters.ts';
import type { JobOutcome } from '../../functions/assembly/jobOutcome.ts';
import { openJobs } from '../../functions/assembly/jobs.ts';
import { jobsHandler } from '../../functions/assembly/jobsHandler.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { openShopAccess, type ShopAccess } from '../../functions/assembly/shopAccess.ts';
import type { Desk } from '../../functions/coupons/desk.ts';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import type { ApplyDeps } from '../../functions/intake/apply.ts';
import type { Job } from '../../functions/intake/job.schema.ts';
import { openHistory, type HistoryWriter } from '../../functions/intake/history.ts';
import { openJobStore, type JobStore } from '../../functions/intake/store.ts';
import { appAddress, webhookPath } from './appAddress.ts';
import type { Handlers } from './consumers.ts';

/** In seconds: the stand-in writes a history within moments, and one machine has few to wait for. */
const waits = { busy: 1, bulk: 0.1 };

/** The product over one machine's parts: the handlers are those of the deployed functions. */
export interface Product {
  access: ShopAccess;
  desk: Desk;
  history: HistoryWriter;
  jobStore: JobStore;
  /** One job, now. */
  runJob: (job: Job) => Promise<JobOutcome>;
  handlers: Handlers;
}

export interface ProductEvents {
  /** Something of a shop changed: classes and rules may have work. */
  onChanged: ApplyDeps['onChanged'];
  /** A job, or a step of it, took this long. */
  onJob: (job: Job, tookMs: number) => void;
}

export function composeProduct(parts: Parts, { onChanged, onJob }: ProductEvents): Product {
  const { clock, log, queues, table, vault } = parts;
  const access = openShopAccess(parts);
  const desk = couponDesk(parts, access);
  const jobStore = openJobStore(table);
  const isOurCode = async (shop: string, code: string) =>
    (await desk.coupons.findByCode(shop, code)) !== undefined;
  const history = openHistory({ table, shops: access.shops, vault, clock, isOurCode });
  const webhookUri = appAddress + webhookPath;
  const steps = openJobs(parts, access, desk, { webhookUri, waits });
  const runJob = async (job: Job): Promise<JobOutcome> => {
    const startedMs = clock.wallMs();
    try {
      return await steps(job);
    } finally {
      onJob(job, clock.wallMs() - startedMs);
    }
  };
  return {
    access,
    desk,
    history,
    jobStore,
    runJob,
    handlers: {
      events: applyHandler(parts, onChanged),
      issue: withDeadLetters(parts, 'issue', issueCoupons(desk)),
      jobs: withDeadLetters(parts, 'jobs', jobsHandler(runJob, queues.jobs, log)),
    },
  };
}
