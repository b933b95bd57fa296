import { applyBatch, type Changed } from '../../functions/intake/apply.ts';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import type { DueMark } from '../../functions/customers/dueMark.schema.ts';
import { listDueChanges } from '../../functions/customers/dueMarkStore.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { listTimeline } from '../../functions/customers/timelineStore.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { bucketOf } from '../../functions/platform/keys.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { writeRun } from '../../functions/segments/store.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import { noTotals } from '../segments/noTotals.ts';
import { collect } from '../support/collect.ts';

export const vault = vaultFromKey(new Uint8Array(32).fill(7));
export const day = 86_400;
/** Business time of the tests: noon in Seoul. */
export const now = Date.parse('2026-11-22T03:00:00Z') / 1000;

/** Cut-offs of a small shop: scores by fixed cuts, large above 500.00. */
const cutoffs: Cutoffs = {
  asOf: now - day,
  ranked: 10,
  method: 'fixed',
  recencyAbove: [30, 90, 180, 365],
  frequencyAbove: [1, 2, 3, 5],
  monetaryAbove: [5_000, 10_000, 20_000, 40_000],
  medianOrderMinor: 5_000,
  abcA: 50_000,
  abcB: 10_000,
  lifecycle: { t50: 40, t80: 90, t95: 180, writeOff: 360, method: 'fixed' },
  rhythm: { gaps: 0, historyDays: 0 },
  quadrant: { valueFrom: 10_000, daysFrom: 2 },
  largeOrderMinor: 50_000,
};

export interface Desk {
  shop: string;
  table: Table;
  log: string[];
  changed: [string, Changed][];
  asked: string[];
  /** What the shop answers when asked for an order. */
  atShop: Map<string, OrderFact>;
  ourCodes: Set<string>;
  clock: { seconds: number };
  deliver: (topic: string, body: unknown, triggeredAt?: number) => Promise<string[]>;
  apply: (...envelopes: (Envelope | string)[]) => Promise<string[]>;
  envelope: (topic: string, body: unknown, triggeredAt?: number) => Envelope;
  customer: (id: string) => ReturnType<typeof readCustomer>;
  timeline: (id: string) => Promise<object[]>;
  marks: (id: string) => Promise<DueMark[]>;
}

/** The intake of one installed shop, on a real table; `run`: whether its customers were ever placed. */
export async function openDesk(
  table: Table,
  shop: string,
  {
    run = true,
    wrapped = table,
    currency = 'USD',
  }: { run?: boolean; wrapped?: Table; currency?: string } = {},
): Promise<Desk> {
  const shops = openShopStore(table);
  await shops.write({
    shop,
    name: 'A shop',
    currency,
    timeZone: 'Asia/Seoul',
    locale: 'ko',
    installedAtMs: (now - 30 * day) * 1000,
    uninstalledAtMs: null,
    scopes: [],
    token: null,
    rev: 0,
  });
  if (run) {
    await writeRun(table, shop, {
      rev: 0,
      version: 'v1',
      basis: { cutoffs, settings: defaultSettings, today: 20_000 },
      previous: null,
      writing: false,
      totals: noTotals,
    });
  }
  const desk = {
    shop,
    table,
    log: [] as string[],
    changed: [] as [string, Changed][],
    asked: [] as string[],
    atShop: new Map<string, OrderFact>(),
    ourCodes: new Set<string>(),
    clock: { seconds: now },
  };
  const handler = applyBatch({
    table: wrapped,
    vault,
    shops,
    clock: { businessMs: () => desk.clock.seconds * 1000, wallMs: () => desk.clock.seconds * 1000 },
    log: jsonLog((line) => desk.log.push(line)),
    rereadOrder: (_shop, id) => Promise.resolve(desk.atShop.get(id) ?? null),
    requestPrivacy: () => Promise.resolve(),
    requestReread: (_shop, id) => {
      desk.asked.push(id);
      return Promise.resolve();
    },
    isOurCode: (_shop, code) => Promise.resolve(desk.ourCodes.has(code)),
    onChanged: (of, changed) => {
      desk.changed.push([of, changed]);
      return Promise.resolve();
    },
  });
  const envelope = (topic: string, body: unknown, triggeredAt = desk.clock.seconds): Envelope => ({
    kind: 'delivery',
    shop,
    source: 'shopify',
    topic,
    webhookId: null,
    triggeredAtMs: triggeredAt * 1000,
    receivedAtMs: desk.clock.seconds * 1000,
    body: JSON.stringify(body),
  });
  const apply = async (...envelopes: (Envelope | string)[]) => {
    const batch = envelopes.map((one, index) => ({
      id: String(index),
      body: typeof one === 'string' ? one : JSON.stringify(one),
      attempt: 1,
    }));
    return (await handler(batch)).failed;
  };
  return {
    ...desk,
    envelope,
    apply,
    deliver: (topic, body, triggeredAt) => apply(envelope(topic, body, triggeredAt)),
    customer: (id) => readCustomer(table, shop, id),
    timeline: async (id) =>
      (await listTimeline(table, shop, id, { limit: 50, cursor: null })).entries,
    marks: async (id) =>
      (await collect(listDueChanges(table, shop, bucketOf(id))))
        .flat()
        .flatMap(({ marks }) => marks),
  };
}
