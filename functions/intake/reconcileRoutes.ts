import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Job } from './job.schema.ts';
import type { ReconcileStore } from './reconcileStore.ts';
import { reconciliationOf, summaryOf } from './reconcileView.ts';

export interface ReconcileRoutesDeps {
  store: ReconcileStore;
  sendJob: (job: Job) => Promise<void>;
}

/** `/api/reconciliations…` and the button that starts one. */
export function reconcileRoutes({ store, sendJob }: ReconcileRoutesDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();

  app.get('/reconciliations', async (c) => {
    const shop = c.get('shop');
    const [state, reports] = await Promise.all([store.readState(shop), store.listReports(shop)]);
    const running = (state?.run ?? null) !== null;
    return c.json({ running, shop, reconciliations: reports.map(summaryOf) });
  });
  app.get('/reconciliations/:date', async (c) => {
    const report = await store.readReport(c.get('shop'), c.req.param('date'));
    if (report === undefined) {
      throw new Refusal('notFound', 'There is no comparison of this day: see the list for those.');
    }
    return c.json(reconciliationOf(report));
  });
  app.post('/jobs/reconcile', async (c) => {
    await sendJob({ job: 'reconcile', shop: c.get('shop') });
    return c.json({ queued: true });
  });
  return app;
}
