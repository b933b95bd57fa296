import { Hono } from 'hono';
import type { Clock } from '../platform/clock.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import type { PastShops } from '../segments/pastShops.ts';
import { asOfQuerySchema, movementQuerySchema } from './movement.schema.ts';
import { movementOf, shopOn } from './pastDays.ts';

/** `/api/insights/as-of` and `/api/insights/movement`: past days, worked out from the ledgers. */
export function pastRoutes(deps: { pastShops: PastShops; clock: Clock }): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const now = () => Math.floor(deps.clock.businessMs() / 1000);
  app.get('/insights/as-of', async (c) => {
    const { date } = readQuery(c, asOfQuerySchema);
    return c.json(await shopOn(deps.pastShops, c.get('shop'), date, now()));
  });
  app.get('/insights/movement', async (c) => {
    const query = readQuery(c, movementQuerySchema);
    return c.json(await movementOf(deps.pastShops, c.get('shop'), query, now()));
  });
  return app;
}
