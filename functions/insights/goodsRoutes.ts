import { Hono } from 'hono';
import { dateOfDay } from '../customers/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import type { OpenGoods } from '../segments/groups/goodsFile.ts';
import { shelfOf, type Shelf } from '../segments/groups/shelf.ts';
import type { Histories, History } from '../segments/histories.ts';
import type { PastShops } from '../segments/pastShops.ts';
import { demandOf } from './demand.ts';
import { demandPeriods, type Period } from './demandPeriods.ts';
import { dependenceOf } from './dependence.ts';
import { productsOf } from './products.ts';
import {
  demandQuerySchema,
  dependenceQuerySchema,
  productsQuerySchema,
} from './products.schema.ts';
import { remembered } from './remembered.ts';

export interface GoodsDeps {
  histories: Histories;
  goods: OpenGoods;
  pastShops: PastShops;
  clock: Clock;
}

/** `/api/insights/products`, `demand` and `discount-dependence`: null before a shop's first run. */
export function goodsRoutes(deps: GoodsDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { histories, clock } = deps;
  const dependence = remembered(dependenceOf);

  app.get('/insights/products', async (c) => {
    const asked = readQuery(c, productsQuerySchema);
    const opened = await open(deps, c.get('shop'));
    return c.json(opened === null ? null : productsOf(opened.history, opened.shelf, asked));
  });
  app.get('/insights/demand', async (c) => {
    const asked = readQuery(c, demandQuerySchema);
    const shop = c.get('shop');
    const opened = await open(deps, shop);
    if (opened === null) return c.json(null);
    const { history, shelf } = opened;
    const periods = demandPeriods(history.orders, history.meta.today, asked.days);
    const now = Math.floor(clock.businessMs() / 1000);
    const classesBefore = async ({ from }: Period) =>
      deps.pastShops.on(shop, dateOfDay(from - 1), now);
    return c.json(
      demandOf(history, shelf, asked, periods, {
        now: await classesBefore(periods.now),
        before: await classesBefore(periods.before),
        lastYear: periods.lastYear === null ? null : await classesBefore(periods.lastYear),
      }),
    );
  });
  app.get('/insights/discount-dependence', async (c) => {
    const { who } = readQuery(c, dependenceQuerySchema);
    const history = await histories.open(c.get('shop'));
    return c.json(history === null ? null : dependence(history, who));
  });
  return app;
}

async function open(
  { histories, goods }: GoodsDeps,
  shop: string,
): Promise<{ history: History; shelf: Shelf } | null> {
  const history = await histories.open(shop);
  if (history === null) return null;
  return { history, shelf: shelfOf(await goods.open(shop), history.orders.productIds) };
}
