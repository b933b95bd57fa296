import { Hono } from 'hono';
import { z } from 'zod';
import { Refusal, refusalStatus } from '../../functions/platform/refusal.ts';
import { onlyThisOrigin } from './doorkeeper.ts';

const bodySchema = z.object({ args: z.array(z.string()).max(10) });

/** Lets `npm run dead-letters` work on the product that runs here. Never deployed. */
export function letterRoutes(run: (args: readonly string[]) => Promise<string[]>): Hono {
  const app = new Hono();
  app.use('/local/dead-letters', onlyThisOrigin);
  app.post('/local/dead-letters', async (c) => {
    const body = bodySchema.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json({ error: 'Send {"args": ["list"]}.' }, 400);
    try {
      return c.json({ lines: await run(body.data.args) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return c.json({ error: error.message }, refusalStatus(error.code));
    }
  });
  return app;
}
