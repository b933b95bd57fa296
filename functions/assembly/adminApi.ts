import { randomBytes, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { createAdminApp } from '../admin/app.ts';
import { openCustomerDesk } from '../admin/customerDesk.ts';
import { customersRoutes } from '../admin/customersRoutes.ts';
import { settingsRoutes } from '../admin/settingsRoutes.ts';
import { tasteRoutes } from '../admin/tasteRoutes.ts';
import { openHistories } from '../segments/histories.ts';
import { openPastShops } from '../segments/pastShops.ts';
import { openPushDesk } from '../segments/pushDesk.ts';
import { readPush } from '../segments/pushStore.ts';
import { pushRoutes } from '../segments/pushRoutes.ts';
import { segmentRoutes } from '../segments/routes.ts';
import { openSegmentDesk } from '../segments/segmentDesk.ts';
import { readReview } from '../segments/store.ts';
import { openSegmentStore } from '../segments/segmentStore.ts';
import { wantMarks } from '../segments/wantMarks.ts';
import { familyRoutes } from '../customers/familyRoutes.ts';
import { backtestRoutes } from '../coupons/backtestRoutes.ts';
import type { Desk } from '../coupons/desk.ts';
import { couponRoutes } from '../coupons/routes.ts';
import { openLetterDesk } from '../deadLetters/desk.ts';
import { deadLetterRoutes } from '../deadLetters/routes.ts';
import { countLetters } from '../deadLetters/store.ts';
import { goodsRoutes } from '../insights/goodsRoutes.ts';
import { pastRoutes } from '../insights/pastRoutes.ts';
import { historyRoutes } from '../insights/historyRoutes.ts';
import { discountRoutes } from '../insights/discountRoutes.ts';
import { forecastRoutes } from '../insights/forecastRoutes.ts';
import { overviewRoutes } from '../insights/routes.ts';
import { progressOf } from '../intake/backfillProgress.ts';
import { attentionOf } from '../intake/reconcileAttention.ts';
import { reconcileRoutes } from '../intake/reconcileRoutes.ts';
import { openReconcileStore } from '../intake/reconcileStore.ts';
import type { Job } from '../intake/job.schema.ts';
import { intakeRoutes } from '../intake/routes.ts';
import { openJobStore } from '../intake/store.ts';
import { fixedAppSecrets, keysOf } from '../platform/appSecrets.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import { openAccessLog } from '../privacy/accessLogStore.ts';
import { logRoutes } from '../privacy/logRoutes.ts';
import { openRequestDesk } from '../privacy/requestDesk.ts';
import { countDue } from '../privacy/request.schema.ts';
import { requestRoutes } from '../privacy/requestRoutes.ts';
import { listRequests } from '../privacy/store.ts';
import { searchCustomers } from '../shopify/customers.ts';
import { ShopifyFault } from '../shopify/fault.ts';
import { blockingScopes, mayWriteCustomers } from '../shops/scopes.ts';
import { verifySessionToken } from '../shops/sessionToken.ts';
import { openSourceDesk } from '../sources/desk.ts';
import { sourceRoutes } from '../sources/routes.ts';
import { openSourceStore } from '../sources/store.ts';
import type { Parts } from './parts.ts';
import type { ShopAccess } from './shopAccess.ts';

export interface AdminApiOptions {
  /** Messages not yet done; null where nobody counts them. */
  queueDepth: () => number | null;
  mostUploadBytes: number;
}

/** A name that fits more people than this is too short to look for. */
const firstPage = { first: 250, after: null };

/** The admin API over the product's parts, wherever they run. */
export function adminApi(
  parts: Parts,
  access: ShopAccess,
  desk: Desk,
  { queueDepth, mostUploadBytes }: AdminApiOptions,
): Hono<HttpEnv> {
  const { clock, log, objects, queues, table, vault } = parts;
  const { admin, install, shops } = access;
  const { goods, queries, snapshots } = desk;
  const histories = openHistories(objects, snapshots);
  const settingsOf = async (shop: string) => (await shops.readSettings(shop)).settings;
  const pastShops = openPastShops(histories, settingsOf, goods);
  const nowMs = () => clock.wallMs();
  const appSecrets = parts.appSecrets ?? fixedAppSecrets(keysOf(parts));
  const jobs = openJobStore(table);
  const reconciliations = openReconcileStore(table);
  const findByName = async (shop: string, text: string) => {
    try {
      const { customers } = await searchCustomers(shop, text, firstPage, admin);
      return customers.map(({ customerId }) => customerId);
    } catch (error) {
      if (!(error instanceof ShopifyFault)) throw error;
      throw new Refusal(
        'unavailable',
        'Names are looked up at Shopify, which does not answer now: search by e-mail address or order number, or try again.',
      );
    }
  };
  const requestPush = (shop: string) => {
    const job: Job = { job: 'push', shop };
    return queues.jobs.send(JSON.stringify(job), { group: shop });
  };
  const accessLog = openAccessLog(table);
  return createAdminApp({
    log,
    noteSeen: ({ shop, userId }, seenIn, ids) =>
      accessLog.note(shop, { atMs: nowMs(), userId, seenIn, customerIds: [...ids] }),
    session: {
      verify: async (token) => {
        const keys = await appSecrets.current();
        const newerSecrets = async () => (await appSecrets.newer())?.secrets ?? null;
        return verifySessionToken(token, { ...keys, newerSecrets, nowMs });
      },
      install: ({ shop }, token) => install(shop, token),
    },
    routes: [
      overviewRoutes({
        desk,
        snapshots,
        backfill: async (shop) => progressOf(await jobs.readBackfill(shop)),
        deadLetters: (shop) => countLetters(table, shop),
        reconciled: async (shop) =>
          attentionOf((await reconciliations.readState(shop))?.last ?? null),
        missingScopes: blockingScopes,
        privacyDue: async (shop) => countDue(await listRequests(table, shop), nowMs()),
        heldLabels: async (shop) => (await readPush(table, shop)).heldLabels,
        queueDepth,
      }),
      customersRoutes(
        openCustomerDesk({ table, shops, snapshots, queries, pastShops, vault, clock, findByName }),
      ),
      pastRoutes({ pastShops, clock }),
      historyRoutes({ histories, settingsOf }),
      goodsRoutes({ histories, goods, pastShops, clock }),
      tasteRoutes({ table, shops, goods, vault, clock }),
      discountRoutes({ shops, histories }),
      familyRoutes({ table, vault, newId: randomUUID, nowMs }),
      forecastRoutes({ shops, readReview: (shop) => readReview(table, shop) }),
      pushRoutes(
        openPushDesk({
          table,
          clock,
          allowed: async (shop) => mayWriteCustomers((await shops.read(shop))?.scopes ?? []),
          request: requestPush,
        }),
      ),
      segmentRoutes(
        openSegmentDesk({
          ...desk,
          store: openSegmentStore(table),
          wantMarks: (shop) => wantMarks(table, shop, requestPush),
          rules: async (shop) =>
            (await desk.rules.list(shop)).map(({ ruleId: id, name, state, who }) => ({
              id,
              name,
              active: state === 'active',
              who,
            })),
        }),
      ),
      couponRoutes(desk),
      backtestRoutes({ desk, histories }),
      logRoutes({ table, shops, accessLog }),
      requestRoutes(
        openRequestDesk({
          table,
          vault,
          objects,
          shops,
          nowMs,
          requestPrivacy: (shop, requestId) => {
            const job: Job = { job: 'privacy', shop, requestId };
            return queues.jobs.send(JSON.stringify(job), { group: shop });
          },
        }),
      ),
      deadLetterRoutes(openLetterDesk({ table, vault, queues, nowMs })),
      sourceRoutes(
        openSourceDesk({ store: openSourceStore(table), vault, random: randomBytes, nowMs }),
      ),
      settingsRoutes({ shops, jobs: queues.jobs, histories, nowMs }),
      reconcileRoutes({
        store: reconciliations,
        sendJob: (job) => queues.jobs.send(JSON.stringify(job), { group: job.shop }),
      }),
      intakeRoutes({
        table,
        shops,
        objects,
        jobs,
        sendJob: (job) => queues.jobs.send(JSON.stringify(job), { group: job.shop }),
        newId: randomUUID,
        nowMs,
        mostUploadBytes,
      }),
    ],
  });
}
