import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import type { SourceDesk } from './desk.ts';
import { sourceInputSchema } from './sources.schema.ts';

/** `/api/sources…`: other shops of the merchant whose orders enter the same files. */
export function sourceRoutes(desk: SourceDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/sources', async (c) => c.json({ sources: await desk.list(c.get('shop')) }));
  app.post('/sources', async (c) => {
    const input = await readJsonBody(c, sourceInputSchema);
    return c.json(await desk.make(c.get('shop'), input, c.get('userId')));
  });
  app.post('/sources/:name/roll', async (c) =>
    c.json(await desk.roll(c.get('shop'), c.req.param('name'), c.get('userId'))),
  );
  app.post('/sources/:name/end-old-secret', async (c) =>
    c.json(await desk.endOldSecret(c.get('shop'), c.req.param('name'), c.get('userId'))),
  );
  for (const [deed, state] of [
    ['pause', 'paused'],
    ['resume', 'active'],
    ['delete', 'deleted'],
  ] as const) {
    app.post(`/sources/:name/${deed}`, async (c) =>
      c.json(await desk.setState(c.get('shop'), c.req.param('name'), state, c.get('userId'))),
    );
  }
  return app;
}
