import { Hono } from 'hono';
import { z } from 'zod';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import type { LetterDesk } from './desk.ts';

const listQuery = z.object({ cursor: z.string().max(200).optional() });

/** `/api/dead-letters…`: messages of this shop that could not be worked on. */
export function deadLetterRoutes(desk: LetterDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/dead-letters', async (c) => {
    const { cursor } = readQuery(c, listQuery);
    return c.json(await desk.list(c.get('shop'), cursor ?? null));
  });
  app.post('/dead-letters/retry-all', async (c) =>
    c.json({ retried: await desk.retryAll(c.get('shop'), c.get('userId')) }),
  );
  app.post('/dead-letters/:id/retry', async (c) => {
    await desk.retry(c.get('shop'), c.req.param('id'), c.get('userId'));
    return c.json({ retried: 1 });
  });
  app.post('/dead-letters/:id/discard', async (c) => {
    await desk.discard(c.get('shop'), c.req.param('id'), c.get('userId'));
    return c.json({ discarded: 1 });
  });
  return app;
}
