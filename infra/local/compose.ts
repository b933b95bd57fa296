import { applyHandler } from '../../functions/assembly/applyHandler.ts';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { openShopAccess, type ShopAccess } from '../../functions/assembly/shopAccess.ts';
import type { Desk } from '../../functions/coupons/desk.ts';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import type { ApplyDeps } from '../../functions/intake/apply.ts';
import { openHistory, type HistoryWriter } from '../../functions/intake/history.ts';
import { openJobStore, type JobStore } from '../../functions/intake/store.ts';
import type { Handlers } from './consumers.ts';
import { jobHandler } from './jobHandler.ts';
import { openJobs, type Jobs } from './jobs.ts';

/** The product over one machine's parts: the handlers are those of the deployed functions. */
export interface Product {
  access: ShopAccess;
  desk: Desk;
  history: HistoryWriter;
  jobStore: JobStore;
  jobs: Jobs;
  handlers: Handlers;
}

/** `onChanged`: something of a shop changed; classes and rules may have work. */
export function composeProduct(parts: Parts, onChanged: ApplyDeps['onChanged']): Product {
  const { clock, log, queues, table, vault } = parts;
  const access = openShopAccess(parts);
  const desk = couponDesk(parts, access);
  const jobStore = openJobStore(table);
  const isOurCode = async (shop: string, code: string) =>
    (await desk.coupons.findByCode(shop, code)) !== undefined;
  const history = openHistory({ table, shops: access.shops, vault, clock, isOurCode });
  const jobs = openJobs({ parts, access, desk, history, jobStore });
  return {
    access,
    desk,
    history,
    jobStore,
    jobs,
    handlers: {
      events: applyHandler(parts, onChanged),
      issue: issueCoupons(desk),
      jobs: jobHandler(jobs, queues.jobs, log),
    },
  };
}
