import { Hono } from 'hono';
import { answerBody, signatureHeader } from '../../functions/sources/eventHandler.ts';
import { receiveEvent, type ReceiveEventDeps } from '../../functions/sources/receiveEvent.ts';

/** Twice what another shop may send: more is not read to its end to be refused. */
const mostBytesRead = 1_000_000;

/** Where orders of the merchant's other shops arrive. */
export function eventRoutes(deps: ReceiveEventDeps): Hono {
  const app = new Hono();
  app.post('/webhooks/orders/:address', async (c) => {
    if (Number(c.req.header('Content-Length') ?? 0) > mostBytesRead) return c.body(null, 413);
    const request = {
      address: c.req.param('address'),
      signature: c.req.header(signatureHeader),
      body: new Uint8Array(await c.req.arrayBuffer()),
    };
    const answer = await receiveEvent(request, deps);
    const { type, text } = answerBody(answer);
    return c.body(text, answer.status, { 'Content-Type': type });
  });
  return app;
}
