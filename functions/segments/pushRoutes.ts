import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import type { PushDesk } from './pushDesk.ts';
import { pushInputSchema } from './segments.schema.ts';

/** `/api/segments/push…`: marks of segments and classes on customers at the shop. */
export function pushRoutes(desk: PushDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/segments/push', async (c) => c.json(await desk.show(c.get('shop'))));
  app.put('/segments/push', async (c) => {
    const config = await readJsonBody(c, pushInputSchema);
    return c.json(await desk.set({ shop: c.get('shop'), userId: c.get('userId') }, config));
  });
  app.post('/segments/push/run', async (c) =>
    c.json(await desk.run({ shop: c.get('shop'), userId: c.get('userId') })),
  );
  app.post('/segments/push/remove', async (c) =>
    c.json(await desk.remove({ shop: c.get('shop'), userId: c.get('userId') })),
  );
  return app;
}
