import { randomBytes } from 'node:crypto';
import type { KeyWrap } from './keyWrap.ts';
import type { Objects } from './objects.ts';

export interface ShopKeysDeps {
  /** Where wrapped keys lie, outside the table: a restored table must not bring one back. */
  shelf: Pick<Objects, 'get' | 'putNew' | 'delete'>;
  wrap: KeyWrap;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
}

/** The data key of each shop: made once, held in memory for a while, gone for good when forgotten. */
export interface ShopKeys {
  /** Makes the shop's key usable here; one object read, and none while it was read lately. */
  unlock(shop: string): Promise<void>;
  /** The unlocked key, 32 bytes. Throws where nobody has unlocked it lately. */
  keyOf(shop: string): Uint8Array;
  /** Deletes the key: nothing sealed for this shop can be opened again, by anyone. */
  forget(shop: string): Promise<void>;
}

/** A key forgotten elsewhere may be used here for this long, where work keeps asking for it. */
export const keyTrustMs = 5 * 60_000;
/** Work that unlocked and has not asked again may go on for this long: longer than any Lambda runs. */
export const keyHeldMs = 20 * 60_000;

const keyBytes = 32;

interface Held {
  key: Uint8Array;
  readAtMs: number;
}

/** The object that holds a shop's wrapped key. */
export function keyObject(shop: string): string {
  return `keys/${shop}`;
}

export function openShopKeys({ shelf, wrap, nowMs }: ShopKeysDeps): ShopKeys {
  const held = new Map<string, Held>();
  const reading = new Map<string, Promise<void>>();

  async function keptOrMade(shop: string): Promise<Uint8Array> {
    while (true) {
      const wrapped = await shelf.get(keyObject(shop));
      if (wrapped !== undefined) return wrap.unwrap(shop, wrapped);
      const made = new Uint8Array(randomBytes(keyBytes));
      const put = await shelf.putNew(
        keyObject(shop),
        await wrap.wrap(shop, made),
        'application/octet-stream',
      );
      // Whoever was faster made the key of this shop; ours was used for nothing.
      if (put === 'kept') return made;
    }
  }

  async function read(shop: string): Promise<void> {
    const key = await keptOrMade(shop);
    if (key.length !== keyBytes) throw new Error('a data key of a wrong length');
    held.set(shop, { key, readAtMs: nowMs() });
    dropOld(held, nowMs());
  }

  return {
    async unlock(shop) {
      const known = held.get(shop);
      if (known !== undefined && nowMs() - known.readAtMs < keyTrustMs) return;
      const under =
        reading.get(shop) ??
        read(shop).finally(() => {
          reading.delete(shop);
        });
      reading.set(shop, under);
      await under;
    },
    keyOf(shop) {
      const known = held.get(shop);
      if (known === undefined || nowMs() - known.readAtMs >= keyHeldMs) {
        throw new Error(
          'the key of this shop is not unlocked: call vault.unlock(shop) where the work begins',
        );
      }
      return known.key;
    },
    async forget(shop) {
      await shelf.delete(keyObject(shop));
      await reading.get(shop)?.catch(() => undefined);
      held.delete(shop);
    },
  };
}

function dropOld(held: Map<string, Held>, nowMs: number): void {
  for (const [shop, { readAtMs }] of held) {
    if (nowMs - readAtMs >= keyHeldMs) held.delete(shop);
  }
}
