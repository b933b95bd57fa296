import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AppSecrets } from '../../functions/platform/appSecrets.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { openTokenGrants } from '../../functions/shopify/tokenGrants.ts';
import { installShop, markUninstalled } from '../../functions/shops/install.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { openAccessTokens } from '../../functions/shops/tokens.ts';
import { startTestTable } from '../support/dynamo.ts';
import { scriptedHttp, type ScriptedAnswer } from '../support/scriptedHttp.ts';

const shop = 'one.myshopify.com';
const startMs = 1_795_000_000_000;
const hourMs = 3_600_000;
const profile = { name: 'One', currency: 'KRW', timeZone: 'Asia/Seoul', locale: 'ko' };

/** A shop whose every grant has the next number; `changes` alters one answer. */
async function setUp(
  changes: (n: number) => ScriptedAnswer | undefined = () => undefined,
  secrets: { previousApiSecret?: string; appSecrets?: AppSecrets } = {},
  onUnlock: (shop: string) => unknown = () => undefined,
) {
  const { table } = await startTestTable();
  const server = await scriptedHttp(async (_, n) => {
    await wait(5);
    return (
      changes(n) ?? {
        body: {
          access_token: `access-${String(n)}`,
          scope: 'read_orders,read_customers',
          expires_in: 3600,
          refresh_token: `refresh-${String(n)}`,
          refresh_token_expires_in: 90 * 86_400,
        },
      }
    );
  });
  const time = { ms: startMs };
  const nowMs = () => time.ms;
  const store = openShopStore(table);
  const vault = vaultFromKey(new Uint8Array(32).fill(7));
  const grants = openTokenGrants({
    apiKey: 'key',
    apiSecret: 'secret',
    ...secrets,
    shopUrl: () => server.url,
    fetch: globalThis.fetch,
    nowMs,
  });
  const requested: string[] = [];
  const install = () =>
    installShop(shop, 'session-token', {
      store,
      vault: { ...vault, unlock: (of) => Promise.resolve(onUnlock(of)).then(() => undefined) },
      grants,
      readProfile: () => Promise.resolve(profile),
      requestHistory: (of) => {
        requested.push(of);
        return Promise.resolve();
      },
      nowMs,
    });
  const tokens = () =>
    openAccessTokens({ store, vault, grants, nowMs, wait: () => wait(5, undefined) });
  return { table, store, server, time, install, tokens, requested, vault };
}

test('the first call of a shop installs it with a token that can be renewed', async () => {
  const { install, store, server, requested, tokens } = await setUp();
  expect(await install()).toBe('installed');
  expect(await install()).toBe('known');
  expect(server.seen).toHaveLength(1);
  expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
    subject_token: 'session-token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });
  const record = await store.read(shop);
  expect(record).toMatchObject({ ...profile, scopes: ['read_orders', 'read_customers'], rev: 1 });
  expect(Buffer.from(record?.token ?? []).toString('latin1')).not.toContain('access-1');
  expect(requested).toEqual([shop]);
  expect(await tokens().current(shop)).toBe('access-1');
});

test('a token about to end is renewed once, however many ask, and the pair is kept together', async () => {
  const { install, server, time, tokens } = await setUp();
  await install();
  time.ms += hourMs - 60_000;
  const [one, other] = [tokens(), tokens()];
  const asked = await Promise.all(
    Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? one : other).current(shop)),
  );
  expect(new Set(asked)).toEqual(new Set(['access-2']));
  expect(server.seen).toHaveLength(2);
  expect(JSON.parse(server.seen[1]?.body ?? '')).toMatchObject({ refresh_token: 'refresh-1' });
  time.ms += hourMs;
  expect(await tokens().current(shop)).toBe('access-3');
  expect(JSON.parse(server.seen[2]?.body ?? '')).toMatchObject({ refresh_token: 'refresh-2' });
});

test('a token the shop no longer takes is replaced, but not twice for two who saw it refused', async () => {
  const { install, server, tokens } = await setUp();
  await install();
  const source = tokens();
  expect(await source.renew(shop, 'access-1')).toBe('access-2');
  expect(await tokens().renew(shop, 'access-1')).toBe('access-2');
  expect(server.seen).toHaveLength(2);
});

test('a renewed token whose answer names no end still ends', async () => {
  const { install, server, time, tokens } = await setUp((n) =>
    n === 2 ? { body: { access_token: 'access-2', scope: '' } } : undefined,
  );
  await install();
  time.ms += hourMs;
  const source = tokens();
  expect(await source.current(shop)).toBe('access-2');
  time.ms += hourMs;
  expect(await source.current(shop)).toBe('access-3');
  expect(JSON.parse(server.seen[2]?.body ?? '')).toMatchObject({ refresh_token: 'refresh-1' });
});

test('a holder of the lease that died does not stop renewal for good', async () => {
  const { install, store, time, tokens } = await setUp();
  await install();
  time.ms += hourMs;
  expect(await store.lease(shop, 'token', time.ms, time.ms + 30_000)).toBe(true);
  const asked = tokens().current(shop);
  await wait(30);
  time.ms += 30_001;
  expect(await asked).toBe('access-2');
});

test('access that Shopify does not grant is refused without a word of the token', async () => {
  const { install, store } = await setUp(() => ({
    status: 400,
    body: { error: 'invalid_subject_token' },
  }));
  const error: unknown = await install().catch((e: unknown) => e);
  expect(error).toMatchObject({ code: 'unauthenticated' });
  expect(String(error)).not.toContain('session-token');
  expect(await store.read(shop)).toBeUndefined();
});

test('access that could not be renewed is not kept', async () => {
  const { install } = await setUp(() => ({ body: { access_token: 'a', scope: '' } }));
  await expect(install()).rejects.toMatchObject({ code: 'unavailable' });
});

test('removing the app forgets the token, and installing again reads the history again', async () => {
  const { install, store, time, tokens, requested } = await setUp();
  await install();
  expect(await markUninstalled(shop, startMs + 1000, store)).toBe('marked');
  expect(await store.read(shop)).toMatchObject({ token: null, uninstalledAtMs: startMs + 1000 });
  await expect(tokens().current(shop)).rejects.toMatchObject({ code: 'unauthenticated' });
  time.ms = startMs + 5000;
  expect(await install()).toBe('installed');
  expect(requested).toEqual([shop, shop]);
  expect(await markUninstalled(shop, startMs + 1000, store)).toBe('stale');
  expect(await tokens().current(shop)).toBe('access-2');
});

test('notice of a shop that was never installed changes nothing', async () => {
  const { store } = await setUp();
  expect(await markUninstalled('two.myshopify.com', startMs, store)).toBe('unknown');
});

const unknownClient = { status: 401, body: { error: 'invalid_client' } };
const secretsSent = (seen: readonly { body: string }[]) =>
  seen.map(({ body }) => (JSON.parse(body) as { client_secret: string }).client_secret);

test('while the secret is changed a token is renewed with the new one, else with the old', async () => {
  const { install, server, time, tokens } = await setUp(
    (n) => (n === 1 || n === 3 ? unknownClient : undefined),
    { previousApiSecret: 'old-secret' },
  );
  expect(await install()).toBe('installed');
  time.ms += hourMs;
  expect(await tokens().current(shop)).toBe('access-4');
  expect(secretsSent(server.seen)).toEqual(['secret', 'old-secret', 'secret', 'old-secret']);
  expect(JSON.parse(server.seen[3]?.body ?? '')).toMatchObject({ refresh_token: 'refresh-2' });
});

test('a secret the shop does not know any more is looked up again before giving up', async () => {
  const appSecrets: AppSecrets = {
    current: () => Promise.resolve({ apiKey: 'key', secrets: ['gone'] }),
    newer: () => Promise.resolve({ apiKey: 'key', secrets: ['newest'] }),
  };
  const { install, server } = await setUp((n) => (n === 1 ? unknownClient : undefined), {
    appSecrets,
  });
  expect(await install()).toBe('installed');
  expect(secretsSent(server.seen)).toEqual(['gone', 'newest']);
  const refused = await setUp(() => unknownClient, { appSecrets });
  await expect(refused.install()).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(refused.server.seen).toHaveLength(2);
});

test('whatever order notices of removal come in, the newest install stands', async () => {
  const removedAt = [startMs + 1000, startMs + 3000];
  for (const notices of [removedAt, removedAt.toReversed()]) {
    const { install, store, time, tokens } = await setUp();
    await install();
    await markUninstalled(shop, removedAt[0]!, store);
    time.ms = startMs + 2000;
    await install();
    time.ms = startMs + 4000;
    await markUninstalled(shop, removedAt[1]!, store);
    time.ms = startMs + 5000;
    await install();
    for (const at of notices) expect(await markUninstalled(shop, at, store)).toBe('stale');
    expect(await store.read(shop)).toMatchObject({ uninstalledAtMs: null });
    expect(await tokens().current(shop)).toBe('access-3');
  }
});

test('a pair whose successor was lost is forgotten, and the next call of the admin brings another', async () => {
  const { install, store, time, tokens, requested } = await setUp((n) =>
    n === 2 ? { status: 400, body: { error: 'invalid_grant' } } : undefined,
  );
  await install();
  time.ms += hourMs;
  await expect(tokens().current(shop)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await store.read(shop)).toMatchObject({ token: null, uninstalledAtMs: null });
  expect(await install()).toBe('installed');
  expect(await tokens().current(shop)).toBe('access-3');
  expect(requested).toEqual([shop]);
});

test('a token sealed under a key that is gone is granted anew, and nobody is shut out', async () => {
  const { install, vault, tokens } = await setUp();
  await install();
  // Forgotten elsewhere while this process still held the key it had sealed with.
  await vault.forget(shop);
  expect(await install()).toBe('installed');
  expect(await install()).toBe('known');
  expect(await tokens().current(shop)).toBe('access-2');
});

test('a shop that is being forgotten has no key read for it, which would outlive it here', async () => {
  const unlocked: string[] = [];
  const { install, store } = await setUp(undefined, {}, (of) => unlocked.push(of));
  await install();
  unlocked.length = 0;
  const record = await store.read(shop);
  if (record === undefined) throw new Error('not installed');
  await store.write({ ...record, uninstalledAtMs: startMs, token: null, forgetting: true });
  await expect(install()).rejects.toThrow('is being deleted');
  expect(unlocked).toEqual([]);
});
