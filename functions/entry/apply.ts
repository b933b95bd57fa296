import { applyHandler } from '../assembly/applyHandler.ts';
import { lambdaParts } from '../assembly/lambdaParts.ts';
import { askSoon } from '../intake/askSoon.ts';
import { coldStart } from '../platform/coldStart.ts';
import { sqsHandler } from '../platform/sqsQueue.ts';
import { openShopStore } from '../shops/store.ts';

/** Takes what the shop told into customers' files. */
export const handler = coldStart(async () => {
  const parts = await lambdaParts(process.env);
  const leases = openShopStore(parts.table);
  const onChanged = askSoon({ leases, jobs: parts.queues.jobs, nowMs: Date.now });
  return sqsHandler(applyHandler(parts, onChanged));
});
