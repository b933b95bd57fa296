import type { Envelope } from '../intake/envelope.schema.ts';
import { packEnvelope } from '../intake/packEnvelope.ts';
import { receiveHandler } from '../intake/receiveHandler.ts';
import { awsParts } from '../platform/awsParts.ts';
import { coldStart } from '../platform/coldStart.ts';

/** Takes webhooks from the shop: verified, queued, answered. */
export const handler = coldStart(async () => {
  const { log, queue, appSecret } = awsParts(process.env);
  const { apiSecret, previousApiSecret = '' } = await appSecret();
  const secrets = [apiSecret, previousApiSecret];
  const events = queue('EVENTS_QUEUE_URL');
  const enqueue = (envelope: Envelope) =>
    events.send(packEnvelope(envelope), { group: envelope.shop });
  return receiveHandler({ secrets, enqueue, nowMs: Date.now, log });
});
