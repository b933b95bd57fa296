import { openCouponStore } from '../../functions/coupons/couponStore.ts';
import { type Desk, openDesk } from '../../functions/coupons/desk.ts';
import { issueCoupons } from '../../functions/coupons/issue.ts';
import { runCoupons } from '../../functions/coupons/run.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { applyBatch } from '../../functions/intake/apply.ts';
import { askSoon } from '../../functions/intake/askSoon.ts';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import { healDeletedOrder, healOrder } from '../../functions/intake/healOrder.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { openShop } from '../../functions/intake/openShop.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import type { Clock } from '../../functions/platform/clock.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { BatchHandler, Delivery, Queue } from '../../functions/platform/queue.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { runOpenRequests } from '../../functions/privacy/runRequest.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { openGoods } from '../../functions/segments/groups/goodsFile.ts';
import { openSnapshots } from '../../functions/segments/snapshot.ts';
import { readRun } from '../../functions/segments/store.ts';
import type { Discounts } from '../../functions/shopify/discounts.ts';
import type { ShopifyAdmin } from '../../functions/shopify/adminClient.ts';
import { readOrder } from '../../functions/shopify/orders.ts';
import { installShop } from '../../functions/shops/install.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import type { Mailbox } from './mailbox.ts';
import type { MemoryTable } from './memoryTable.ts';
import { currency, factOf, orderNode } from './order.ts';
import { objectsOf, queueOf, tableOf, type Witness } from './parts.ts';
import type { Actor, Scheduler } from './scheduler.ts';
import { shopDomain, type Shop } from './shop.ts';

/** Everything that outlives a worker. */
export interface Ground {
  memory: MemoryTable;
  files: Map<string, Uint8Array>;
  queues: { events: Mailbox; jobs: Mailbox; issue: Mailbox };
  discounts: Map<string, { title: string; customerId: string }>;
  shop: Shop;
  clock: Clock;
  scheduler: Scheduler;
  witness: Witness;
}

export interface SimulatedJob {
  job: 'recompute' | 'coupons' | 'backfill' | 'privacy' | 'install' | 'heal';
}

export const vault = vaultFromKey(new Uint8Array(32).fill(3));
export const timeZone = 'Asia/Seoul';
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const gidEnd = (gid: unknown) => String(gid).split('/').at(-1) ?? '';
/** Until a job that found another at it is asked for again: longer than any lease. */
const busySeconds = 1_000;
const tokenMs = 90 * 86_400_000;

/** Runs over the whole shop come when the storm says so: one after each change would be most of the time. */
function couponsOnly(jobs: Queue): Queue {
  return {
    send: (body, options) =>
      body.includes('"recompute"') ? Promise.resolve() : jobs.send(body, options),
  };
}

/** The product's own handlers in one worker's hands. */
export function worksOf(ground: Ground, actor: Actor) {
  const { clock, files, memory, queues, scheduler, shop: truth, witness } = ground;
  const table = tableOf(memory, actor, scheduler, witness);
  const objects = objectsOf(files, actor, scheduler);
  const queue = (name: keyof Ground['queues']) => queueOf(queues[name], actor, scheduler, name);
  const shops = openShopStore(table);
  const coupons = openCouponStore(table);
  const atShop = <T>(label: string, run: () => T) => scheduler.effect(actor, label, run);

  const admin: ShopifyAdmin = {
    graphql: (_shop, _document, variables, schema) =>
      atShop('ask the shop', () => {
        const order = truth.orders.get(gidEnd(variables['id']));
        return schema.parse({ order: order === undefined ? null : orderNode(order) });
      }),
  };
  const discounts: Discounts = {
    find: (_shop, code) =>
      atShop('find a discount', () => {
        const found = ground.discounts.get(code);
        if (found === undefined) return null;
        return { discountId: code, title: found.title, customerIds: [found.customerId] };
      }),
    create: (_shop, draft) =>
      atShop('make a discount', () => {
        if (ground.discounts.has(draft.code)) return { outcome: 'taken' } as const;
        ground.discounts.set(draft.code, { title: draft.title, customerId: draft.customerId });
        truth.codes.push({ code: draft.code, customerId: draft.customerId });
        return { outcome: 'made', discountId: draft.code } as const;
      }),
  };
  const isOurCode = async (shop: string, code: string) =>
    (await coupons.findByCode(shop, code)) !== undefined;
  const shared = { table, vault, shops, clock, log: silent, isOurCode };
  const snapshots = openSnapshots(
    objects,
    async (of) => (await readRun(table, of))?.version ?? null,
  );
  const desk: Desk = openDesk({
    ...shared,
    snapshots,
    goods: openGoods(objects, snapshots),
    fieldsRead: () => Promise.resolve({ fields: [], since: 0 }),
    issueQueue: queue('issue'),
    discounts,
  });
  const send = (job: SimulatedJob, delaySeconds = 0) =>
    queue('jobs').send(JSON.stringify(job), { delaySeconds });

  /** As reconciliation does with each order, the shop's deleted ones included. */
  async function heal(): Promise<void> {
    const opened = await openShop(shared, shopDomain);
    for (const id of [...truth.orders.keys(), ...truth.deleted]) {
      const readAt = Math.floor(clock.businessMs() / 1000);
      if (truth.deleted.has(id)) await healDeletedOrder(shared, opened, id);
      else {
        const fact = await readOrder(shopDomain, id, admin, readAt);
        if (fact !== null) await healOrder(shared, opened, fact);
      }
    }
  }

  async function backfill(): Promise<void> {
    const readAt = Math.floor(clock.businessMs() / 1000);
    const facts = await atShop('write a file of the history', () =>
      [...truth.orders.values()].map((order): OrderFact => factOf(order, readAt > order.updatedAt)),
    );
    const history = openHistory(shared);
    await history.orders(shopDomain, facts.slice(0, facts.length / 2));
    await history.orders(shopDomain, facts);
  }

  async function jobs(job: SimulatedJob): Promise<void> {
    switch (job.job) {
      case 'recompute': {
        const { settings } = await shops.readSettings(shopDomain);
        const of = { shop: shopDomain, timeZone, currency, settings };
        const deps = { table, objects, clock, leases: shops, log: silent };
        const report = await recompute(of, 'schedule', deps);
        if (report === 'busy') return send(job, busySeconds);
        if (report.marks > 0) await send({ job: 'coupons' });
        return;
      }
      case 'coupons': {
        const report = await runCoupons(shopDomain, desk);
        if (report !== null && report.failed > 0) throw new Error('marks are left');
        return;
      }
      case 'backfill':
        return backfill();
      case 'heal':
        return heal();
      case 'privacy': {
        const deps = {
          ...shared,
          objects,
          coupons,
          makeExport: () => Promise.resolve('nobody' as const),
          relist: () => Promise.resolve(),
        };
        if ((await runOpenRequests(shopDomain, deps)) === 'more') await send(job);
        return;
      }
      case 'install':
        await installShop(shopDomain, 'token', {
          store: shops,
          vault,
          grants: {
            exchange: () =>
              atShop('exchange a token', () => {
                const expiresAtMs = clock.wallMs() + tokenMs;
                const pair = { accessToken: 'a', refreshToken: 'r', expiresAtMs };
                return { pair: { ...pair, refreshExpiresAtMs: expiresAtMs }, scopes: [] };
              }),
            refresh: () => Promise.reject(new Error('nobody asks for that')),
          },
          readProfile: () => Promise.resolve({ name: 'Tea', currency, timeZone, locale: 'en' }),
          requestHistory: () => send({ job: 'backfill' }),
          nowMs: () => clock.wallMs(),
        });
        return;
    }
  }

  const jobsHandler: BatchHandler = async (batch) => {
    const failed: string[] = [];
    for (const { id, body } of batch) {
      try {
        await jobs(JSON.parse(body) as SimulatedJob);
      } catch (error) {
        failed.push(id);
        scheduler.say(`${actor.name} fails ${id}: ${String(error)}`);
      }
    }
    return { failed };
  };
  const requestReread = (shop: string, orderId: string) => {
    const envelope: Envelope = { kind: 'reread', shop, orderId };
    return queue('events').send(packEnvelope(envelope), { delaySeconds: 2 });
  };
  const nowMs = () => clock.wallMs();
  const applied = applyBatch({
    ...shared,
    rereadOrder: (shop, orderId) => readOrder(shop, orderId, admin),
    requestReread,
    requestPrivacy: () => send({ job: 'privacy' }),
    onChanged: askSoon({ leases: shops, jobs: couponsOnly(queue('jobs')), nowMs }),
  });
  const issued = issueCoupons(desk);
  const handlers = { events: applied, jobs: jobsHandler, issue: issued };

  return {
    enqueue: (envelope: Envelope) => queue('events').send(packEnvelope(envelope)),
    /** One batch, as a Lambda gets it; what was not done comes again. */
    async take(name: keyof Ground['queues'], batch: readonly Delivery[]): Promise<void> {
      const { failed, why } = await handlers[name](batch);
      for (const [id, { reason }] of why ?? [])
        scheduler.say(`${actor.name} fails ${id}: ${reason}`);
      for (const { id } of batch) {
        await scheduler.effect(actor, `${failed.includes(id) ? 'give back' : 'done'} ${id}`, () => {
          if (failed.includes(id)) queues[name].giveBack(id);
          else queues[name].acknowledge(id);
        });
      }
    },
  };
}
