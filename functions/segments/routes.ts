import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { attributes } from './query/attributes.ts';

/** `/api/segments/attributes`: what a query can ask about. */
export function segmentRoutes(): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/segments/attributes', (c) =>
    c.json({
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        type: attribute.type,
        meaning: attribute.sentence,
        values: attribute.type === 'choice' ? attribute.choices : [],
      })),
    }),
  );
  return app;
}
