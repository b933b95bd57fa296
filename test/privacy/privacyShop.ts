import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyHandler } from '../../functions/assembly/applyHandler.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { privacyJob } from '../../functions/assembly/privacyJob.ts';
import type { ShopGroup } from '../../functions/customers/customer.schema.ts';
import { nobody } from '../../functions/customers/person.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { type Vault, vaultFromKey } from '../../functions/platform/vault.ts';
import { openTraits } from '../../functions/segments/groups/traits.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { readSnapshot } from '../../functions/segments/snapshot.ts';
import { sealTokens } from '../../functions/shops/sealedTokens.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import { noting, type RawStore } from './traces.ts';

export const now = Date.parse('2026-11-22T12:00:00Z');
export const day = 86_400_000;

export type PrivacyShop = Awaited<ReturnType<typeof openPrivacyShop>>;

/** An installed shop whose real handlers and jobs are called one by one. */
export async function openPrivacyShop(
  shop: string,
  /** Another table, with the files and the keys of a shop opened before: a restored one. */
  of?: { test: TestTable; folder: string; vault: Vault },
) {
  const test = of?.test ?? (await startTestTable());
  const folder = of?.folder ?? mkdtempSync(join(tmpdir(), 'clientele-privacy-'));
  const plain = of?.vault ?? vaultFromKey(randomBytes(32));
  const { vault, contexts } = noting(plain);
  const time = { ms: now };
  const clock = { businessMs: () => time.ms, wallMs: () => time.ms };
  const logged: string[] = [];
  const queues = openMachineQueues(
    join(folder, `queues-${String(Math.random())}.sqlite`),
    clock.wallMs,
  );
  const parts: Parts = {
    table: test.table,
    objects: folderObjects(join(folder, 'objects')),
    queues,
    vault,
    clock,
    log: jsonLog((line) => logged.push(line)),
    apiKey: 'key',
    apiSecret: 'secret',
    previousApiSecret: null,
    shopUrl: () => 'http://127.0.0.1:1',
  };
  const { table, objects } = parts;
  const shops = openShopStore(table);
  if (of === undefined) await install(shops, vault, shop);
  const apply = applyHandler(parts, () => Promise.resolve());
  const work = privacyJob(parts);
  const history = openHistory({
    table,
    shops,
    vault,
    clock,
    isOurCode: () => Promise.resolve(false),
  });

  return {
    shop,
    test,
    folder,
    time,
    parts,
    shops,
    vault: plain,
    logged,
    history,
    work,
    raw: { ...test, folder, logged, vault: plain, shop, contexts } satisfies RawStore,
    /** One webhook, as the queue holds it; answers the ids that failed. */
    deliver: async (topic: string, body: object, triggeredAtMs = time.ms): Promise<string[]> => {
      const envelope = {
        kind: 'delivery' as const,
        shop,
        source: 'shopify',
        topic,
        webhookId: null,
        triggeredAtMs,
        receivedAtMs: time.ms,
        body: JSON.stringify(body),
      };
      const delivery = { id: topic, body: packEnvelope(envelope), attempt: 1 };
      return (await apply([delivery])).failed;
    },
    /** What the shop's own fields say of a customer, as a night's reading brings it. */
    tellFields: async (
      customerId: string,
      said: { group: ShopGroup; birthDate: string; skin: string },
    ): Promise<void> => {
      const { settings, rev } = await shops.readSettings(shop);
      const merchantFields = {
        birthDate: 'facts.birth_date',
        picked: [{ field: 'custom.skin', name: 'Skin' }],
      };
      await shops.writeSettings(shop, { ...settings, merchantFields }, rev);
      const fields = new Map([
        ['facts.birth_date', [said.birthDate]],
        ['custom.skin', [said.skin]],
      ]);
      const silent = { createdAt: null, updatedAt: null, shopSays: null, tags: null };
      await history.customers(shop, [
        {
          profile: { customerId, person: nobody, ...silent },
          consent: { email: null, sms: null },
          facts: { group: said.group, fields },
        },
      ]);
    },
    /** Everything that is open, to its end. */
    workAll: async (): Promise<void> => {
      while ((await work(shop, null)) === 'more');
    },
    /** The shop's sums and who is listed, as a run makes them. */
    run: async () => {
      const leases = shops;
      const settings = defaultSettings;
      const of = { shop, timeZone: 'UTC', currency: 'USD', settings };
      const log = parts.log;
      const traitsOf = (ofShop: string) =>
        Promise.resolve(openTraits(vault, ofShop, { fields: ['custom.skin'], since: Infinity }));
      await recompute(of, 'test', { table, objects, clock, leases, log, traitsOf });
      const snapshot = await readSnapshot(objects, shop);
      if (snapshot === null) throw new Error('a run without a snapshot');
      return snapshot.meta.totals;
    },
  };
}

export function install(
  shops: ReturnType<typeof openShopStore>,
  vault: Vault,
  shop: string,
  installedAtMs = now - 100 * day,
  rev = 0,
) {
  const pair = {
    accessToken: 'a',
    refreshToken: 'r',
    expiresAtMs: now + 3_600_000,
    refreshExpiresAtMs: now + 90 * day,
  };
  return shops.write({
    shop,
    name: 'Mina’s shop',
    currency: 'USD',
    timeZone: 'UTC',
    locale: 'en',
    installedAtMs,
    uninstalledAtMs: null,
    scopes: [],
    token: sealTokens(vault, shop, pair),
    rev,
  });
}
