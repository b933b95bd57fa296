import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ModelReview } from '../prediction/review.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import { forecastView, modelView } from './forecastView.ts';

export interface ForecastDeps {
  shops: Pick<ShopStore, 'read'>;
  /** Of the last run; null before the first. */
  readReview: (shop: string) => Promise<ModelReview | null>;
}

/** `/api/model` and `/api/insights/forecast`: what the last run expects, and how it has done. */
export function forecastRoutes(deps: ForecastDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/model', async (c) => {
    const { review, currency } = await read(c.get('shop'), deps);
    return c.json(modelView(review, currency));
  });
  app.get('/insights/forecast', async (c) => {
    const { review, currency } = await read(c.get('shop'), deps);
    return c.json(forecastView(review, currency));
  });
  return app;
}

async function read(shop: string, { shops, readReview }: ForecastDeps) {
  const [record, review] = await Promise.all([shops.read(shop), readReview(shop)]);
  if (record === undefined) {
    throw new Refusal('notFound', 'This shop has not installed Clientele: open it from its admin.');
  }
  return { review, currency: record.currency };
}
