import { Hono } from 'hono';
import { z } from 'zod';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readQuery } from '../platform/requestBody.ts';
import { customerListQuerySchema } from './customers.schema.ts';
import type { CustomerDesk } from './customerDesk.ts';

const onDaySchema = z.object({ asOf: z.string().max(20).optional() });
const pageQuerySchema = onDaySchema.extend({ cursor: z.string().max(500).optional() });

/** `/api/customers…` */
export function customersRoutes(desk: CustomerDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/customers', async (c) => {
    const list = await desk.list(c.get('shop'), readQuery(c, customerListQuerySchema));
    const named = list.customers.filter(({ name }) => name !== null);
    c.get('saw')?.(
      'list',
      named.map(({ id }) => id),
    );
    return c.json(list);
  });
  app.get('/customers/:id', async (c) => {
    const { asOf } = readQuery(c, onDaySchema);
    const file = await desk.file(c.get('shop'), c.req.param('id'), asOf);
    c.get('saw')?.('file', [file.id]);
    return c.json(file);
  });
  app.get('/customers/:id/duplicates', async (c) => {
    const found = await desk.duplicates(c.get('shop'), c.req.param('id'));
    const named = found.customers.filter(({ name }) => name !== null);
    if (named.length > 0) {
      c.get('saw')?.(
        'duplicates',
        named.map(({ id }) => id),
      );
    }
    return c.json(found);
  });
  app.get('/customers/:id/timeline', async (c) => {
    const { cursor, asOf } = readQuery(c, pageQuerySchema);
    const page = { cursor: cursor ?? null, on: asOf };
    const timeline = await desk.timeline(c.get('shop'), c.req.param('id'), page);
    c.get('saw')?.('file', [c.req.param('id')]);
    return c.json(timeline);
  });
  return app;
}
