import { openCouponStore } from '../coupons/couponStore.ts';
import { type ApplyDeps, applyBatch } from '../intake/apply.ts';
import { packEnvelope } from '../intake/packEnvelope.ts';
import type { Job } from '../intake/job.schema.ts';
import type { Envelope } from '../intake/envelope.schema.ts';
import type { BatchHandler } from '../platform/queue.ts';
import { readOrder } from '../shopify/orders.ts';
import { withDeadLetters } from './deadLetters.ts';
import type { Parts } from './parts.ts';
import { openShopAccess } from './shopAccess.ts';

/** A reread is asked for once the second of the change in doubt is surely over. */
const rereadAfterSeconds = 2;

/** Takes what the shop told into customers' files. */
export function applyHandler(parts: Parts, onChanged: ApplyDeps['onChanged']): BatchHandler {
  const { table, vault, clock, log, queues } = parts;
  const { shops, admin } = openShopAccess(parts);
  const coupons = openCouponStore(table);
  const handle = applyBatch({
    table,
    vault,
    shops,
    clock,
    log,
    rereadOrder: (shop, orderId) => readOrder(shop, orderId, admin),
    requestReread: (shop, orderId) => {
      const envelope: Envelope = { kind: 'reread', shop, orderId };
      return queues.events.send(packEnvelope(envelope), {
        delaySeconds: rereadAfterSeconds,
        group: shop,
      });
    },
    requestPrivacy: (shop, requestId) => {
      const job: Job = { job: 'privacy', shop, requestId };
      return queues.jobs.send(JSON.stringify(job), { group: shop });
    },
    isOurCode: async (shop, code) => (await coupons.findByCode(shop, code)) !== undefined,
    onChanged,
  });
  return withDeadLetters(parts, 'events', handle);
}
