import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { readJsonBody } from '../platform/requestBody.ts';
import { attributes } from './query/attributes.ts';
import { nameOfField } from './query/attributes/fields.ts';
import { languageHelp } from './query/help.ts';
import type { By, SegmentDesk } from './segmentDesk.ts';
import {
  acceptInputSchema,
  restoreInputSchema,
  segmentInputSchema,
  segmentPreviewInputSchema,
} from './segments.schema.ts';

/** `/api/segments…`: what a query can ask about, and the merchant's own segments. */
export function segmentRoutes(desk: SegmentDesk): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/segments/attributes', async (c) => {
    const fields = await desk.fields(c.get('shop'));
    return c.json({
      attributes: [
        ...attributes.map((attribute) => ({
          name: attribute.name,
          type: attribute.type,
          meaning: attribute.sentence,
          values: attribute.type === 'choice' ? attribute.choices : [],
        })),
        ...fields.map(({ field, name }) => ({
          name: nameOfField(field),
          type: 'list',
          meaning: name,
          values: [],
        })),
      ],
    });
  });
  app.get('/segments/language', (c) =>
    c.body(languageHelp(), 200, { 'Content-Type': 'text/markdown; charset=utf-8' }),
  );
  app.get('/segments', async (c) => c.json(await desk.list(c.get('shop'))));
  app.post('/segments', async (c) => {
    const input = await readJsonBody(c, segmentInputSchema);
    return c.json(await desk.create(byOf(c), newIdOf(c), input));
  });
  app.post('/segments/preview', async (c) => {
    const input = await readJsonBody(c, segmentPreviewInputSchema);
    const preview = await desk.preview(c.get('shop'), input);
    const named = preview.sample.filter(({ name }) => name !== null);
    c.get('saw')?.(
      'preview',
      named.map(({ id }) => id),
    );
    return c.json(preview);
  });
  app.get('/segments/:id', async (c) => c.json(await desk.show(c.get('shop'), c.req.param('id'))));
  app.put('/segments/:id', async (c) => {
    const input = await readJsonBody(c, segmentInputSchema);
    return c.json(await desk.edit(byOf(c), c.req.param('id'), input));
  });
  app.delete('/segments/:id', async (c) => {
    await desk.remove(byOf(c), c.req.param('id'));
    return c.json({ deleted: true });
  });
  app.get('/segments/:id/versions', async (c) =>
    c.json({ versions: await desk.versions(c.get('shop'), c.req.param('id')) }),
  );
  app.post('/segments/:id/restore', async (c) => {
    const { version } = await readJsonBody(c, restoreInputSchema);
    return c.json(await desk.restore(byOf(c), c.req.param('id'), version));
  });
  app.post('/segments/:id/accept', async (c) => {
    const { count } = await readJsonBody(c, acceptInputSchema);
    return c.json(await desk.accept(byOf(c), c.req.param('id'), count));
  });
  return app;
}

function byOf(c: Context<HttpEnv>): By {
  return { shop: c.get('shop'), userId: c.get('userId') };
}

const mostKeyLength = 64;

/** A POST that names itself by a key names its segment: sent again, it is the same one. */
function newIdOf(c: Context<HttpEnv>): string {
  const key = c.req.header('Idempotency-Key');
  const fits = key !== undefined && key.length <= mostKeyLength && /^[\w-]+$/.test(key);
  return fits ? `k-${key}` : randomUUID();
}
