import { Hono } from 'hono';
import { z } from 'zod';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import { customerListQuerySchema } from './customers.schema.ts';
import type { CustomerDesk } from './customerDesk.ts';

const pageQuerySchema = z.object({ cursor: z.string().max(500).optional() });

/** `/api/customers…` */
export function customersRoutes(desk: CustomerDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/customers', async (c) =>
    c.json(await desk.list(c.get('shop'), readQuery(c, customerListQuerySchema))),
  );
  app.get('/customers/:id', async (c) => c.json(await desk.file(c.get('shop'), c.req.param('id'))));
  app.get('/customers/:id/timeline', async (c) => {
    const { cursor } = readQuery(c, pageQuerySchema);
    return c.json(await desk.timeline(c.get('shop'), c.req.param('id'), cursor ?? null));
  });
  return app;
}
