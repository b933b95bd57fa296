import { Hono } from 'hono';
import { z } from 'zod';
import { Refusal, refusalStatus } from '../../functions/platform/refusal.ts';
import { onlyThisOrigin } from './doorkeeper.ts';
import { instantMs } from './flagValues.ts';
import type { LocalClock } from './clock.ts';

export interface LocalRoutesDeps {
  clock: LocalClock;
  /** Whether everything is loaded and serves. */
  isReady: () => boolean;
  /** Messages not yet done. */
  depth: () => number;
  /** The shop meant where a call names none. */
  usualShop: () => string;
  signToken: (shop: string) => Promise<string>;
  /** Runs a job to its end and tells what it did. */
  runJob: (name: string, shop: string) => Promise<object>;
  clockMoved: () => Promise<void>;
  /** The stand-in's state under a path; undefined where there is nothing. */
  look: (shop: string, path: string) => object | undefined;
}

const clockBodySchema = z.object({ now: z.string() });

/** What only this machine has: its state, its clock, its jobs on demand. Never deployed. */
export function localRoutes(deps: LocalRoutesDeps): Hono {
  const app = new Hono();
  const shopOf = (given: string | undefined) => given ?? deps.usualShop();
  const look = '/local/shopify/';

  app.use('/local/*', onlyThisOrigin);
  app.onError((error, c) => {
    if (error instanceof Refusal) {
      return c.json({ error: error.message }, refusalStatus(error.code));
    }
    throw error;
  });
  app.get('/health', (c) => {
    const ready = deps.isReady();
    return c.json({ status: ready ? 'ok' : 'loading', queue: deps.depth() }, ready ? 200 : 503);
  });
  app.get('/local/session-token', async (c) =>
    c.json({ token: await deps.signToken(shopOf(c.req.query('shop'))) }),
  );
  app.post('/local/clock', async (c) => {
    const body = clockBodySchema.safeParse(await c.req.json().catch(() => undefined));
    const nowMs = body.success ? instantMs(body.data.now) : undefined;
    if (nowMs === undefined) {
      throw new Refusal('invalid', 'Send {"now": "2026-11-01T09:00:00Z"}: a date or an instant.');
    }
    deps.clock.moveTo(nowMs);
    await deps.clockMoved();
    return c.json({ now: new Date(deps.clock.businessMs()).toISOString() });
  });
  app.get('/local/clock', (c) => c.json({ now: new Date(deps.clock.businessMs()).toISOString() }));
  app.post('/local/jobs/:name', async (c) =>
    c.json(await deps.runJob(c.req.param('name'), shopOf(c.req.query('shop')))),
  );
  app.get(`${look}*`, (c) => {
    const seen = deps.look(shopOf(c.req.query('shop')), c.req.path.slice(look.length));
    if (seen === undefined) throw new Refusal('notFound', 'The shop has nothing there.');
    return c.json(seen);
  });
  return app;
}
