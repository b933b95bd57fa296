import { Hono } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { docsPage } from './docsPage.ts';
import { openApiDocument } from './openapi.ts';
import { answerProblem } from './problems.ts';
import { type NoteSeen, notingSeen } from './seen.ts';
import { requireSession, type SessionCheck } from './session.ts';
import { orderEventJsonSchema } from '../sources/orderEvent.schema.ts';

export interface AdminAppDeps {
  session: SessionCheck;
  log: Log;
  /** Whom answers showed; left out where routes are tested by themselves. */
  noteSeen?: NoteSeen;
  /** Each noun's routes, with paths below `/api`. */
  routes: readonly Hono<HttpEnv>[];
}

const longestPath = 600;

/** The admin API: every noun's routes behind one session check and one way to answer errors. */
export function createAdminApp(deps: AdminAppDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => answerProblem(error, c, deps.log));
  app.notFound((c) =>
    answerProblem(new Refusal('notFound', 'There is no such page.'), c, deps.log),
  );

  app.use('*', async (c, next) => {
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.get('/api/openapi.json', (c) => c.json(openApiDocument()));
  app.get('/api/docs', (c) => c.html(docsPage()));
  app.get('/api/schemas/order', (c) => c.json(orderEventJsonSchema()));

  app.use('/api/*', requireSession(deps.session));
  app.use('/api/*', async (c, next) => {
    // No id of ours is as long; a key of the table could not hold it.
    if (c.req.path.length > longestPath) throw new Refusal('notFound', 'There is no such page.');
    await next();
  });
  if (deps.noteSeen !== undefined) app.use('/api/*', notingSeen(deps.noteSeen));
  for (const routes of deps.routes) app.route('/api', routes);
  return app;
}
