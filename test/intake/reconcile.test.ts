import { expect, test } from 'vitest';
import { readCustomer } from '../../functions/customers/store.ts';
import { runReconcileStep, type ReconcileDeps } from '../../functions/intake/reconcile.ts';
import type { ReconcileReport } from '../../functions/intake/reconcileReport.schema.ts';
import { openReconcileStore } from '../../functions/intake/reconcileStore.ts';
import { countShopsWay } from '../../functions/intake/shopCount.ts';
import { openOrderPages } from '../../functions/shopify/orderPages.ts';
import { customerTotals } from '../../infra/local/shopify/records/totals.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { demoBackfill, domain, endAt, type DemoBackfill } from '../support/demoBackfill.ts';

interface Reconciling {
  demo: DemoBackfill;
  deps: ReconcileDeps;
  run: (deps?: ReconcileDeps) => Promise<ReconcileReport>;
}

async function loadedShop(options: Parameters<typeof demoBackfill>[0] = {}): Promise<Reconciling> {
  const demo = await demoBackfill({ customers: 30, ...options });
  await demo.load();
  const { shops, jobs, admin, history, log } = demo.deps;
  const { table, vault, clock } = demo;
  const deps: ReconcileDeps = {
    table,
    vault,
    clock,
    shops,
    jobs,
    admin,
    history,
    log,
    fetch,
    isOurCode: () => Promise.resolve(false),
    store: openReconcileStore(table),
    pages: openOrderPages({ admin, now: () => clock.businessMs() / 1000 }),
  };
  return { demo, deps, run: (using = deps) => toEnd(using) };
}

async function toEnd(deps: ReconcileDeps): Promise<ReconcileReport> {
  for (let step = 0; step < 500; step += 1) {
    const taken = await runReconcileStep(domain, deps);
    if (taken.outcome === 'done') return taken.report;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it does not end');
}

/** Every customer of the shop holds what the shop says, counted its way. */
async function expectEqual({ demo }: Reconciling): Promise<void> {
  const { records } = demo.standIn;
  for (const { id } of records.customers.select(domain, everything, 'id', null)) {
    const { rows, item } = await readCustomer(demo.table, domain, id);
    const { orders, spentMinor } = customerTotals(records, domain, id);
    expect(countShopsWay(rows), id).toEqual({ orders, minor: spentMinor });
    expect(item.shopSays, id).toMatchObject({ orders, spentMinor });
  }
}

test('a history just loaded equals the shop, customer by customer, to the cent', async () => {
  const shop = await loadedShop();
  const report = await shop.run();
  const customers = shop.demo.standIn.records.customers.count(domain, everything);
  expect(report).toMatchObject({ compared: customers, equal: customers, unexplained: 0 });
  expect(report.differences).toEqual([]);
  expect(report.healed).toEqual({});
  expect(report.ledger).toEqual(report.shop);
  expect(report.shop.orders).toBeGreaterThan(customers);
  await expectEqual(shop);
});

test('what no webhook told is found and put right, and said', async () => {
  const shop = await loadedShop();
  const { standIn } = shop.demo;
  const floor = standIn.shop(domain);
  const { records } = standIn;
  await shop.run();
  const orders = records.orders.select(domain, everything, 'id', null);
  const paid = orders.filter((o) => o.customerId !== null && o.payment === 'PAID');
  const [refunded, cancelled, deleted] = paid;
  shop.demo.setNow(endAt + 3600);
  floor.refundOrder(refunded!.id, { minor: 100 });
  floor.cancelOrder(cancelled!.id);
  floor.deleteOrder(deleted!.id);
  const [product] = records.products.select(domain, everything, 'id', 1);
  const buyer = paid.at(-1)!.customerId!;
  floor.createOrder({ customerId: buyer, lines: [{ productId: product!.id, quantity: 2 }] });
  const newcomer = floor.createCustomer({
    firstName: 'New',
    lastName: 'Comer',
    email: 'n@c.example',
  });
  shop.demo.setNow(endAt + 7200);

  const report = await shop.run();
  expect(report.healed).toEqual({
    missedOrder: 1,
    missedUpdate: 2,
    deletedOrder: 1,
    missedCustomer: 1,
  });
  expect(report).toMatchObject({ unexplained: 0, differences: [] });
  expect(report.equal).toBe(report.compared);
  const { item } = await readCustomer(shop.demo.table, domain, newcomer.id);
  expect(item.createdAt).toBe(endAt + 3600);
  await expectEqual(shop);
  expect((await shop.run()).healed).toEqual({});
});
