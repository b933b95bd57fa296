import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import type { Histories, History } from '../segments/histories.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import { cohortsOf } from './cohorts.ts';
import { concentrationOf } from './concentration.ts';
import { flowOf } from './flow.ts';
import { heatOf } from './heat.ts';
import { whoQuerySchema, type Flow, type Who } from './insights.schema.ts';
import { remembered, rememberedBy } from './remembered.ts';
import { returningOf } from './returning.ts';
import { secondOrderOf } from './secondOrder.ts';
import { shopGroupsOf } from './shopGroups.ts';

export interface HistoryDeps {
  histories: Histories;
  settingsOf: (shop: string) => Promise<ClassSettings>;
}

const insights: Readonly<Record<string, (history: History, who: Who) => object>> = {
  cohorts: remembered(cohortsOf),
  returning: remembered(returningOf),
  'second-order': remembered(secondOrderOf),
  concentration: remembered(concentrationOf),
  heat: remembered(heatOf),
  'shopify-groups': remembered(shopGroupsOf),
};

/** `/api/insights/…`: what the orders of the last run say; null before a shop's first run. */
export function historyRoutes({ histories, settingsOf }: HistoryDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const flows = rememberedBy<Flow>();
  for (const [name, answer] of Object.entries(insights)) {
    app.get(`/insights/${name}`, async (c) => {
      const { who } = readQuery(c, whoQuerySchema);
      const history = await histories.open(c.get('shop'));
      return c.json(history === null ? null : answer(history, who));
    });
  }
  app.get('/insights/flow', async (c) => {
    const { who } = readQuery(c, whoQuerySchema);
    const shop = c.get('shop');
    const [history, settings] = await Promise.all([histories.open(shop), settingsOf(shop)]);
    if (history === null) return c.json(null);
    const key = `${who} ${JSON.stringify(settings.lifecycle)}`;
    return c.json(flows(history, key, () => flowOf(history, settings, who)));
  });
  return app;
}
