import { Hono } from 'hono';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { Queue } from '../../functions/platform/queue.ts';
import { webhookPath } from './appAddress.ts';

export interface WebhookRoutesDeps {
  secrets: readonly string[];
  events: Queue;
  wallMs: () => number;
  log: Log;
}

/** Twice what the shop may send: more is not read to its end to be refused. */
const mostBytesRead = 2_000_000;

/** Where the shop's webhooks arrive; answers as soon as they are kept. */
export function webhookRoutes(deps: WebhookRoutesDeps): Hono {
  const app = new Hono();
  const receiveDeps = {
    secrets: deps.secrets,
    enqueue: (envelope: Envelope) =>
      deps.events.send(packEnvelope(envelope), { group: envelope.shop }),
    nowMs: deps.wallMs,
    log: deps.log,
  };
  app.post(webhookPath, async (c) => {
    if (Number(c.req.header('Content-Length') ?? 0) > mostBytesRead) return c.body(null, 413);
    const body = new Uint8Array(await c.req.arrayBuffer());
    const answer = await receiveWebhook({ headers: c.req.header(), body }, receiveDeps);
    return c.text(answer.body, answer.status);
  });
  return app;
}
