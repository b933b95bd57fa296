import { deflateRawSync } from 'node:zlib';
import { mostAttempts, type QueueName } from '../platform/attempts.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import type { Delivery } from '../platform/queue.ts';
import type { Vault } from '../platform/vault.ts';
import type { ShopStore } from '../shops/store.ts';
import { contentOf } from './content.ts';
import { letterId, sealContext, type Letter } from './letter.ts';
import type { DeathCause } from './letter.schema.ts';
import { keepLetter, nobodysShop } from './store.ts';

export interface BuryDeps {
  table: Table;
  vault: Pick<Vault, 'unlock' | 'seal'>;
  shops: Pick<ShopStore, 'read'>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  log: Log;
}

export interface Death {
  cause: DeathCause;
  reason: string;
}

export type Bury = (queue: QueueName, delivery: Delivery, death: Death) => Promise<void>;

/** With the rest of the item this stays below the 400 KB that an item may have. */
const mostKeptBytes = 380_000;
/** A message of no shop has no merchant to look at it: it is an operator's, for this long. */
const nobodysDays = 30;
const mostReason = 500;

/**
 * Keeps a message that could not be worked on as an item of its shop, sealed, with the reason: it
 * can be listed, sent again and redacted there. Safe to repeat; resolves once it is kept.
 */
export function openGraveyard({ table, vault, shops, nowMs, log }: BuryDeps): Bury {
  return async (queue, delivery, { cause, reason }) => {
    const { shop: named, ...content } = contentOf(queue, delivery.body);
    const known = named !== null && (await shops.read(named)) !== undefined;
    const shop = known ? named : nobodysShop;
    // A shop we have no record of was forgotten or never came: nothing of it is kept.
    const mayKeep = known || named === null;
    const id = letterId(delivery.id, delivery.sentAtMs ?? 0);
    const letter: Letter = {
      id,
      queue,
      ...content,
      cause,
      reason: reason.slice(0, mostReason),
      attempts: Math.min(delivery.attempt, mostAttempts[queue]),
      sentAtMs: delivery.sentAtMs ?? 0,
      diedAtMs: nowMs(),
      bytes: Buffer.byteLength(delivery.body),
      body: mayKeep ? await sealed(shop, id, delivery.body) : null,
    };
    const ttl = Math.floor(nowMs() / 1000) + nobodysDays * 86_400;
    const kept = await keepLetter(table, shop, letter, known ? undefined : ttl);
    if (kept === 'kept') {
      log.error('letter.buried', { queue, shop, what: letter.what, cause, message: delivery.id });
    }
  };

  async function sealed(shop: string, id: string, body: string): Promise<Uint8Array | null> {
    const packed = deflateRawSync(body);
    if (packed.length > mostKeptBytes) return null;
    await vault.unlock(shop);
    return vault.seal(shop, sealContext(id), new Uint8Array(packed));
  }
}
