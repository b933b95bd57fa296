import { Hono, type Context } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody, readQuery } from '../platform/requestBody.ts';
import type { RequestDesk, Staff } from './requestDesk.ts';
import { exportQuerySchema, requestInputSchema, type RequestView } from './requests.schema.ts';

/** `/api/privacy/requests…`: made again, a call asks for nothing twice. */
export function requestRoutes(desk: RequestDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/privacy/requests', async (c) => {
    const list = await desk.list(c.get('shop'));
    sawNames(c, list.requests);
    return c.json(list);
  });
  app.post('/privacy/requests', async (c) => {
    const request = await desk.ask(staff(c), await readJsonBody(c, requestInputSchema));
    sawNames(c, [request]);
    return c.json(request);
  });
  app.get('/privacy/requests/:id/export', async (c) => {
    const { format } = readQuery(c, exportQuerySchema);
    const { text, customerId } = await desk.export(staff(c), c.req.param('id'), format);
    if (customerId !== null) c.get('saw')?.('export', [customerId]);
    const type = format === 'json' ? 'application/json' : 'text/html; charset=utf-8';
    return c.body(text, 200, {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="personal-data.${format}"`,
      // Opened from the address bar, it may run and load nothing.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
  });
  app.post('/privacy/requests/:id/done', async (c) => {
    const request = await desk.done(staff(c), c.req.param('id'));
    sawNames(c, [request]);
    return c.json(request);
  });
  return app;
}

function staff(c: Context<HttpEnv>): Staff {
  return { shop: c.get('shop'), userId: c.get('userId') };
}

function sawNames(c: Context<HttpEnv>, requests: readonly RequestView[]): void {
  const named = requests.flatMap(({ customerId, customerName }) =>
    customerId === null || customerName === null ? [] : [customerId],
  );
  c.get('saw')?.('list', [...new Set(named)]);
}
