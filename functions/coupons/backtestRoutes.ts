import { type Context, Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import type { Backtest } from './backtest.schema.ts';
import { type BacktestDeps, backtestInput, backtestKept } from './backtestRule.ts';
import { ruleInputSchema } from './coupons.schema.ts';

/** `POST /api/coupon-rules/backtest` and `…/:id/backtest`: reads only, and may be asked again. */
export function backtestRoutes(deps: BacktestDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.post('/coupon-rules/backtest', async (c) =>
    tried(c, await backtestInput(c.get('shop'), await readJsonBody(c, ruleInputSchema), deps)),
  );
  app.post('/coupon-rules/:id/backtest', async (c) => {
    const hasBody = (await c.req.text()) !== '';
    const input = hasBody ? await readJsonBody(c, ruleInputSchema) : null;
    return tried(c, await backtestKept(c.get('shop'), c.req.param('id'), input, deps));
  });
  return app;
}

function tried(c: Context<HttpEnv>, backtest: Backtest): Response {
  const named = backtest.sample.filter(({ name }) => name !== null);
  c.get('saw')?.('preview', [...new Set(named.map(({ id }) => id))]);
  return c.json(backtest);
}
