import { openAskedQueries } from '../../functions/segments/askedQueries.ts';
import type { RunPushDeps } from '../../functions/segments/runPush.ts';
import { runPush } from '../../functions/segments/runPush.ts';
import { openSegmentStore } from '../../functions/segments/segmentStore.ts';
import type { PushInput } from '../../functions/segments/segments.schema.ts';
import type { Snapshot } from '../../functions/segments/snapshot.ts';
import { openPushDesk, type PushDesk } from '../../functions/segments/pushDesk.ts';
import { createShopifyAdmin } from '../../functions/shopify/adminClient.ts';
import { openCustomerMarks } from '../../functions/shopify/marks.ts';
import { openTokenGrants } from '../../functions/shopify/tokenGrants.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { createStandIn, type StandIn } from '../../infra/local/shopify/standIn.ts';
import type { TestTable } from '../support/dynamo.ts';
import { entry, sale, shopOf } from './shop.ts';

export const shop = 'one.myshopify.com';
export const by = { shop, userId: '42' };
const apiKey = 'key';
const apiSecret = 'hush hush hush hush hush hush 32';
const wallMs = () => Date.now();

/** A shop whose customers can be marked, over the stand-in and a real table. */
export interface PushShop {
  standIn: StandIn;
  deps: RunPushDeps;
  desk: PushDesk;
  /** The documents the shop was sent since this was last asked. */
  calls: () => string[];
  /** Spend of each customer, as a new run found it: customer n is `7000 + n`. */
  compute: (spent: Readonly<Record<number, number>>) => void;
  segment: (name: string, query: string, label: string | null) => Promise<void>;
  /** Steps until it is done, by these deps. */
  push: (deps?: RunPushDeps) => Promise<Awaited<ReturnType<typeof runPush>>>;
  tagsOf: (n: number) => string[];
  labelsOf: (n: number) => string | null;
  allow: (yes: boolean) => void;
}

export const config = (over: Partial<PushInput> = {}): PushInput => ({
  on: true,
  as: 'tags',
  prefix: 'cl',
  schemes: [],
  ...over,
});

export async function openPushShop({ table }: TestTable, folder: string): Promise<PushShop> {
  const clock = { businessMs: () => 1_795_000_000_000, wallMs };
  const standIn = createStandIn({
    stateFile: `${folder}/shop.sqlite`,
    clock,
    apiKey,
    apiSecret,
    webhookUrl: 'http://127.0.0.1:9/none',
    appTopics: [],
    random: Math.random,
    mountPath: '',
    throttle: { maximumAvailable: 1e9, restoreRate: 1e6 },
  });
  standIn.openShop({ domain: shop, currency: 'USD', timeZone: 'UTC' });
  const seen: string[] = [];
  const toStandIn: typeof fetch = (input, init) => {
    const request = new Request(input, init);
    if (typeof init?.body === 'string') {
      seen.push(/(?:query|mutation) (\w+)/.exec(init.body)?.[1] ?? '');
    }
    return standIn.fetch(request);
  };
  const shopUrl = (of: string) => `http://standin.example/${of}`;
  const grants = openTokenGrants({ apiKey, apiSecret, shopUrl, fetch: toStandIn, nowMs: wallMs });
  const { pair } = await grants.exchange(
    shop,
    await signSessionToken(shop, { apiKey, apiSecret, wallMs }),
  );
  const token = () => Promise.resolve(pair.accessToken);
  const admin = createShopifyAdmin({
    shopUrl,
    tokens: { current: token, renew: token },
    fetch: toStandIn,
    nowMs: wallMs,
    wait: () => Promise.resolve(),
    random: () => 0.5,
  });
  let snapshot: Snapshot | null = null;
  let runs = 0;
  let isAllowed = true;
  const allowed = () => Promise.resolve(isAllowed);
  const snapshots = { open: () => Promise.resolve(snapshot) };
  const segments = openSegmentStore(table);
  const suddenGrowth = () => Promise.resolve(defaultSettings.suddenGrowth);
  const deps: RunPushDeps = {
    table,
    objects: folderObjects(`${folder}/objects`),
    segments,
    snapshots,
    queries: openAskedQueries({ table, snapshots, clock, suddenGrowth }),
    marks: openCustomerMarks(admin),
    leases: openShopStore(table),
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    allowed,
  };
  const request = () => Promise.resolve();
  const customerOf = (n: number) => standIn.records.customers.get(shop, String(7000 + n));
  return {
    standIn,
    deps,
    desk: openPushDesk({ table, clock, allowed, request }),
    calls: () => seen.splice(0).filter((name) => name !== ''),
    compute(spent) {
      runs += 1;
      const people = Object.entries(spent).map(([n, minor]) =>
        entry(String(7000 + Number(n)), [sale(10 + Number(n), minor)]),
      );
      const { columns, meta } = shopOf(people, shop);
      snapshot = { columns, meta: { ...meta, version: `v${String(runs)}` } };
      for (const n of Object.keys(spent)) {
        if (customerOf(Number(n)) === undefined) {
          standIn.shop(shop).addCustomer({ id: String(7000 + Number(n)) });
        }
      }
    },
    async segment(name, query, label) {
      const kept = (await segments.list(shop)).find((one) => one.name === name);
      const made = { segmentId: name, rev: 0, version: 1, name, createdAt: 1, editedAt: 1 };
      const audit = { atMs: Date.now(), userId: '1', action: 'x', subject: name, changes: {} };
      await segments.write(shop, { ...made, ...kept, query, label }, audit);
    },
    async push(over = deps) {
      for (;;) {
        const report = await runPush(shop, over);
        if (report !== 'more') return report;
      }
    },
    tagsOf: (n) => customerOf(n)?.tags ?? [],
    labelsOf: (n) => customerOf(n)?.metafields.find(({ key }) => key === 'segments')?.value ?? null,
    allow(yes) {
      isAllowed = yes;
    },
  };
}
