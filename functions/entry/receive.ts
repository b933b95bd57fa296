import { packEnvelope } from '../intake/packEnvelope.ts';
import { receiveHandler, type KeepingDeps } from '../intake/receiveHandler.ts';
import { openAppSecrets } from '../platform/appSecrets.ts';
import { awsParts } from '../platform/awsParts.ts';
import { coldStart } from '../platform/coldStart.ts';

/** Takes webhooks from the shop: verified, queued, answered. */
export const handler = coldStart(async () => {
  const { log, queue, appSecret } = awsParts(process.env);
  const secrets = openAppSecrets(appSecret, await appSecret(), Date.now);
  const events = queue('EVENTS_QUEUE_URL');
  const enqueue: KeepingDeps['enqueue'] = (envelope) =>
    events.send(packEnvelope(envelope), { group: envelope.shop });
  return receiveHandler(secrets, { enqueue, nowMs: Date.now, log });
});
