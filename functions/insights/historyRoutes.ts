import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import type { Histories, History } from '../segments/histories.ts';
import { cohortsOf } from './cohorts.ts';
import { concentrationOf } from './concentration.ts';
import { flowOf } from './flow.ts';
import { heatOf } from './heat.ts';
import { whoQuerySchema, type Who } from './insights.schema.ts';
import { remembered } from './remembered.ts';
import { returningOf } from './returning.ts';
import { secondOrderOf } from './secondOrder.ts';

const insights: Readonly<Record<string, (history: History, who: Who) => object>> = {
  cohorts: remembered(cohortsOf),
  returning: remembered(returningOf),
  'second-order': remembered(secondOrderOf),
  concentration: remembered(concentrationOf),
  heat: remembered(heatOf),
  flow: remembered(flowOf),
};

/** `/api/insights/…`: what the orders of the last run say; null before a shop's first run. */
export function historyRoutes({ histories }: { histories: Histories }): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  for (const [name, answer] of Object.entries(insights)) {
    app.get(`/insights/${name}`, async (c) => {
      const { who } = readQuery(c, whoQuerySchema);
      const history = await histories.open(c.get('shop'));
      return c.json(history === null ? null : answer(history, who));
    });
  }
  return app;
}
