import { expect, test } from 'vitest';
import { checkSubscriptions } from '../../functions/intake/checkSubscriptions.ts';
import { attentionOf } from '../../functions/intake/reconcileAttention.ts';
import { newBackfill } from '../../functions/intake/backfillState.schema.ts';
import { retryBackfill } from '../../functions/intake/retryBackfill.ts';
import { openReconcileStore } from '../../functions/intake/reconcileStore.ts';
import { webhookTopics } from '../../functions/shopify/webhookSubscriptions.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { demoBackfill, domain } from '../support/demoBackfill.ts';

async function shopWithStore() {
  const demo = await demoBackfill({ customers: 3 });
  const { shops, admin, webhookUri, log } = demo.deps;
  const store = openReconcileStore(demo.table);
  const deps = { shops, admin, webhookUri, log, store, clock: demo.clock };
  return { demo, deps };
}

test('a subscription that was lost is made again, and named', async () => {
  const { demo, deps } = await shopWithStore();
  const first = await checkSubscriptions(domain, deps);
  expect(first?.subscribed).toEqual([...webhookTopics]);
  const { subscriptions } = demo.standIn.records;
  const [gone] = subscriptions
    .select(domain, everything, 'id', null)
    .filter(({ topic }) => topic === 'orders/updated');
  subscriptions.remove(domain, gone!.id);
  expect((await checkSubscriptions(domain, deps))?.subscribed).toEqual(['ORDERS_UPDATED']);
  expect((await checkSubscriptions(domain, deps))?.subscribed).toEqual([]);
});

test('scopes are read as they are, whatever word of them was lost', async () => {
  const { demo, deps } = await shopWithStore();
  const shop = demo.standIn.records.shop(domain)!;
  demo.standIn.records.putShop({
    ...shop,
    scopes: shop.scopes.filter((scope) => !scope.endsWith('_discounts')),
  });
  const report = await checkSubscriptions(domain, { ...deps, webhookUri: null });
  expect(report).toEqual({
    subscribed: [],
    missingScopes: ['read_discounts', 'write_discounts'],
    untold: 0,
  });
  expect((await deps.shops.read(domain))?.scopes).not.toContain('write_discounts');
});

test('declared subscriptions are judged by what they bring', () => {
  expect(attentionOf(null)).toEqual({ unexplained: 0, untold: 0 });
  const last = { unexplained: 2, ordersRead: 40, missed: 4, fields: [], startedAt: 0 };
  expect(attentionOf(last)).toEqual({ unexplained: 2, untold: 0 });
  expect(attentionOf({ ...last, missed: 20 })).toEqual({ unexplained: 2, untold: 0 });
  expect(attentionOf({ ...last, missed: 21 })).toEqual({ unexplained: 2, untold: 21 });
  expect(attentionOf({ ...last, ordersRead: 4 })).toEqual({ unexplained: 2, untold: 0 });
});

test('a history import that stopped for good is started again where it stopped, a whole one is not', async () => {
  const { demo } = await shopWithStore();
  const { jobs } = demo.deps;
  const sent: string[] = [];
  const send = ({ job }: { job: string }) => {
    sent.push(job);
    return Promise.resolve();
  };
  const { installedAtMs } = (await demo.deps.shops.read(domain))!;
  const stopped = {
    ...newBackfill(installedAtMs),
    phase: 'orders' as const,
    customers: 7,
    lost: 3,
  };
  await jobs.writeBackfill(domain, { ...stopped, failure: 'Shopify could not.' });
  await retryBackfill(domain, jobs, send);
  expect(await jobs.readBackfill(domain)).toMatchObject({
    phase: 'orders',
    customers: 7,
    lost: 0,
    failure: null,
  });
  expect(sent).toEqual(['backfill']);
  await demo.load();
  expect(await jobs.readBackfill(domain)).toMatchObject({ phase: 'done', failure: null });
  await expect(retryBackfill(domain, jobs, send)).rejects.toMatchObject({ code: 'conflict' });
});
