import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { wrapUnder } from '../../functions/platform/keyWrap.ts';
import {
  keyHeldMs,
  keyObject,
  keyTrustMs,
  openShopKeys,
} from '../../functions/platform/shopKeys.ts';
import { openVault, vaultFromKey, type Vault } from '../../functions/platform/vault.ts';
import { folderObjects } from '../../infra/local/objects.ts';

const shop = 'one.myshopify.com';
const other = 'two.myshopify.com';
const plain = new TextEncoder().encode('{"email":"ann@example.com"}');
const context = 'customer/1';

let folder: string;
let wall: number;
let reads: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  wall = 1_800_000_000_000;
  reads = 0;
});

/** One process's vault over the shared folder. */
function vaultOf(wrappingKey = new Uint8Array(32).fill(5)): Vault {
  const objects = folderObjects(folder);
  const shelf = {
    ...objects,
    get: (key: string) => {
      reads += 1;
      return objects.get(key);
    },
  };
  return openVault(openShopKeys({ shelf, wrap: wrapUnder(wrappingKey), nowMs: () => wall }));
}

async function unlocked(...shops: string[]): Promise<Vault> {
  const vault = vaultOf();
  for (const each of shops) await vault.unlock(each);
  return vault;
}

describe('a shop’s key', () => {
  test('opens what it sealed, also in another process, and keys the same values', async () => {
    const one = await unlocked(shop);
    const sealed = one.seal(shop, context, plain);
    const another = await unlocked(shop);
    expect(another.open(shop, context, sealed)).toEqual(plain);
    expect(another.keyed(shop, 'mail', 'ann')).toEqual(one.keyed(shop, 'mail', 'ann'));
    expect(one.keyed(shop, 'mail', 'ann')).not.toEqual(one.keyed(shop, 'coupon', 'ann'));
  });

  test('seals the same bytes differently each time', async () => {
    const vault = await unlocked(shop);
    expect(vault.seal(shop, context, plain)).not.toEqual(vault.seal(shop, context, plain));
  });

  test('opens nothing of another shop, of another place, or that was changed', async () => {
    const vault = await unlocked(shop, other);
    const sealed = vault.seal(shop, context, plain);
    expect(() => vault.open(other, context, sealed)).toThrow('do not open');
    expect(() => vault.open(shop, 'customer/2', sealed)).toThrow('do not open');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.open(shop, context, changed), `byte ${String(at)}`).toThrow();
    }
    expect(() => vault.open(shop, context, sealed.subarray(0, 20))).toThrow('cut off');
  });

  test('is used by nobody who has not unlocked it, and the fault says what is missing', async () => {
    const vault = await unlocked(other);
    expect(() => vault.seal(shop, context, plain)).toThrow(/not unlocked: call vault\.unlock/);
    expect(() => vault.keyed(shop, 'mail', 'ann')).toThrow(/not unlocked/);
  });

  test('lies wrapped on the shelf: neither the key nor anything sealed with it is to be read', async () => {
    const vault = await unlocked(shop);
    const wrapped = readFileSync(join(folder, keyObject(shop)));
    expect(wrapped.length).toBe(1 + 12 + 16 + 32);
    const stranger = vaultOf(new Uint8Array(32).fill(6));
    await expect(stranger.unlock(shop)).rejects.toThrow('do not open');
    // Put in another shop's place it opens nothing either.
    await folderObjects(folder).put(keyObject(other), new Uint8Array(wrapped), '');
    await expect(vault.unlock(other)).rejects.toThrow('do not open');
  });

  test('is one, however many processes make it at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const at = `race-${String(round)}.myshopify.com`;
      const vaults = Array.from({ length: 8 }, () => vaultOf());
      await Promise.all(vaults.flatMap((vault) => [vault.unlock(at), vault.unlock(at)]));
      const sealed = vaults.map((vault) => vault.seal(at, context, plain));
      for (const vault of vaults) {
        for (const bytes of sealed) expect(vault.open(at, context, bytes)).toEqual(plain);
      }
    }
    expect(readdirSync(join(folder, 'keys')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('is read once for as long as it is trusted, and again after that', async () => {
    const vault = await unlocked(shop);
    reads = 0;
    for (let n = 0; n < 100; n += 1) await vault.unlock(shop);
    expect(reads).toBe(0);
    wall += keyTrustMs;
    await Promise.all([vault.unlock(shop), vault.unlock(shop)]);
    expect(reads).toBe(1);
  });
});

describe('a forgotten key', () => {
  test('opens nothing any more, here or in a process that starts later', async () => {
    const vault = await unlocked(shop, other);
    const sealed = vault.seal(shop, context, plain);
    const theirs = vault.seal(other, context, plain);
    const hash = vault.keyed(shop, 'mail', 'ann');
    await vault.forget(shop);
    expect(() => vault.open(shop, context, sealed)).toThrow(/not unlocked/);
    expect(readdirSync(join(folder, 'keys'))).toEqual([other]);
    for (const each of [vault, vaultOf()]) {
      // The shop is back, with a new key: what was sealed before stays closed.
      await each.unlock(shop);
      expect(() => each.open(shop, context, sealed)).toThrow('do not open');
      expect(each.keyed(shop, 'mail', 'ann')).not.toEqual(hash);
    }
    expect(vault.open(other, context, theirs)).toEqual(plain);
  });

  test('is out of use elsewhere within minutes', async () => {
    const vault = await unlocked(shop);
    const elsewhere = await unlocked(shop);
    const sealed = vault.seal(shop, context, plain);
    await vault.forget(shop);
    wall += keyTrustMs;
    await elsewhere.unlock(shop);
    expect(() => elsewhere.open(shop, context, sealed)).toThrow('do not open');
  });

  test('is out of use even where nobody asks for it again', async () => {
    const elsewhere = await unlocked(shop);
    const sealed = elsewhere.seal(shop, context, plain);
    await vaultOf().forget(shop);
    wall += keyHeldMs - 1;
    expect(elsewhere.open(shop, context, sealed)).toEqual(plain);
    wall += 1;
    expect(() => elsewhere.open(shop, context, sealed)).toThrow(/not unlocked/);
  });
});

test('the vault of tests forgets as well', async () => {
  const vault = vaultFromKey(new Uint8Array(32).fill(1));
  const sealed = vault.seal(shop, context, plain);
  const theirs = vault.seal(other, context, plain);
  await vault.forget(shop);
  expect(() => vault.open(shop, context, sealed)).toThrow('do not open');
  expect(vault.open(other, context, theirs)).toEqual(plain);
});
