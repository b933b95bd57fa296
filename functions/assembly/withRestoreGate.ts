import { openCouponStore } from '../coupons/couponStore.ts';
import type { Job } from '../intake/job.schema.ts';
import type { Vault } from '../platform/vault.ts';
import { openRestoreGate, type RestoreGateDeps } from '../privacy/restoreGate.ts';
import { openShopStore } from '../shops/store.ts';
import type { Parts } from './parts.ts';

/** What erasing and answering take, and how more of it is asked for. */
export function privacyDeps(parts: Parts): RestoreGateDeps {
  const { table, vault, objects, clock, log, queues } = parts;
  const send = (job: Job) => queues.jobs.send(JSON.stringify(job), { group: job.shop });
  return {
    table,
    vault,
    objects,
    clock,
    log,
    shops: openShopStore(table),
    coupons: openCouponStore(table),
    requestPrivacy: (shop, requestId) => send({ job: 'privacy', shop, requestId }),
    relist: (shop) => send({ job: 'recompute', shop, reason: 'redaction' }),
  };
}

/**
 * The parts with a gate before all work for a shop: it opens once nobody who was erased is in the
 * table, which may have been restored from a backup. It stands where the shop's key is unlocked,
 * since no work on persons begins without that.
 */
export function withRestoreGate(parts: Parts): Parts {
  const gate = openRestoreGate(privacyDeps(parts));
  const vault: Vault = {
    ...parts.vault,
    unlock: async (shop) => {
      await parts.vault.unlock(shop);
      await gate(shop);
    },
  };
  return { ...parts, vault };
}
