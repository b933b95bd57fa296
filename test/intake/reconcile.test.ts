import { expect, test } from 'vitest';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { runReconcileStep, type ReconcileDeps } from '../../functions/intake/reconcile.ts';
import type { ReconcileReport } from '../../functions/intake/reconcileReport.schema.ts';
import { openReconcileStore } from '../../functions/intake/reconcileStore.ts';
import { countShopsWay } from '../../functions/intake/shopCount.ts';
import { openOrderPages, type ShopOrder } from '../../functions/shopify/orderPages.ts';
import { customerTotals } from '../../infra/local/shopify/records/totals.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { demoBackfill, domain, endAt, type DemoBackfill } from '../support/demoBackfill.ts';

interface Reconciling {
  demo: DemoBackfill;
  deps: ReconcileDeps;
  run: (deps?: ReconcileDeps) => Promise<ReconcileReport>;
}

async function loadedShop(options: Parameters<typeof demoBackfill>[0] = {}): Promise<Reconciling> {
  const demo = await demoBackfill({ customers: 12, ...options });
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

const placedInFile = endAt - 90 * 86_400;
/** As a file tells of an order: older than anything the shop itself says. */
const fileOrder: OrderFact = {
  orderId: '536365',
  name: '536365',
  customerId: null,
  updatedAt: placedInFile - 1,
  placedAt: placedInFile,
  cancelledAt: null,
  kind: 'order',
  payment: 'paid',
  totalMinor: 1234,
  refunds: [],
  discountMinor: 0,
  codes: [],
  flags: [],
  channel: null,
  lines: [],
};

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

test('a line kept without its variant learns it, and nothing is said to have been missed', async () => {
  const shop = await loadedShop();
  await shop.run();
  const { deps, demo } = shop;
  const name = (order: ShopOrder): ShopOrder => {
    const lines = order.fact.lines.map((line) => ({ variant: 'M', ...line }));
    return { ...order, fact: { ...order.fact, lines } };
  };
  const updated: typeof deps.pages.updated = async (of, range) => {
    const { orders, after } = await deps.pages.updated(of, { ...range, from: 0 });
    return { orders: orders.map(name), after };
  };
  demo.setNow(endAt + 3600);
  const report = await shop.run({ ...deps, pages: { ...deps.pages, updated } });
  expect([report.healed, report.differences, report.unexplained]).toEqual([{}, [], 0]);
  const variants = new Set<string | undefined>();
  for (const { id } of demo.standIn.records.customers.select(domain, everything, 'id', null)) {
    const { rows } = await readCustomer(demo.table, domain, id);
    for (const { lines } of rows) for (const { variant } of lines) variants.add(variant);
  }
  expect([variants.has('M'), variants.has(undefined)]).toEqual([true, false]);
});

test('what remains is listed with its cause, customer by customer', async () => {
  const shop = await loadedShop();
  const { standIn } = shop.demo;
  const floor = standIn.shop(domain);
  const { records } = standIn;
  const paid = records.orders
    .select(domain, everything, 'id', null)
    .filter((order) => order.customerId !== null && order.payment === 'PAID');
  const [edited] = paid;
  shop.demo.setNow(endAt + 60);
  floor.editOrder(edited!.id, 500);
  const [product] = records.products.select(domain, everything, 'id', 1);
  const lines = [{ productId: product!.id, quantity: 1 }];
  floor.createOrder({ customerId: paid[1]!.customerId, lines, test: true });
  shop.demo.setNow(endAt + 120);
  const report = await shop.run();
  expect(report.causes).toEqual({ partlyPaid: { customers: 1, orders: 0, minor: -500 } });
  expect(report.differences).toMatchObject([{ customerId: edited!.customerId }]);
  expect(report).toMatchObject({ unexplained: 0, equal: report.compared - 1 });
  const { item } = await readCustomer(shop.demo.table, domain, edited!.customerId!);
  expect(item.shopSays?.orders).toBe(item.totals.rows);
});

test('without leave for older orders nothing old is taken for deleted, and the gap has its name', async () => {
  const shop = await loadedShop({ readAllOrders: false });
  const report = await shop.run();
  const customers = shop.demo.standIn.records.customers.count(domain, everything);
  expect(report.healed).toEqual({});
  expect(report.unexplained).toBe(0);
  expect(Object.keys(report.causes)).toEqual(['olderHistory']);
  expect(report.equal + (report.causes.olderHistory?.customers ?? 0)).toBe(customers);
});

test('where nearly all differ, no step takes longer than its lease', async () => {
  const shop = await loadedShop({ readAllOrders: false, customers: 60 });
  const { deps } = shop;
  let spentMs = 0;
  const wallMs = () => Date.now() + spentMs;
  const ofCustomer: typeof deps.pages.ofCustomer = (...of) => {
    // What a shop lets be read, it lets be read slowly.
    spentMs += 8_000;
    return deps.pages.ofCustomer(...of);
  };
  const slow = { ...deps, clock: { ...deps.clock, wallMs }, pages: { ...deps.pages, ofCustomer } };
  let longestMs = 0;
  for (let outcome = 'more'; outcome !== 'done';) {
    const beganMs = wallMs();
    ({ outcome } = await runReconcileStep(domain, slow));
    longestMs = Math.max(longestMs, wallMs() - beganMs);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(spentMs).toBeGreaterThan(10 * 60_000);
  expect(longestMs).toBeLessThan(10 * 60_000);
});

test.each([
  ['that we were told', true],
  ['and nobody told us', false],
])('leave taken away, %s, does not delete what it had shown', async (_, told) => {
  const shop = await loadedShop();
  const { standIn, deps, table } = shop.demo;
  const { records } = standIn;
  const orders = records.orders.select(domain, everything, 'id', null);
  const old = orders.find(
    (order) => order.customerId !== null && order.createdAt < endAt - 90 * 86_400,
  )!;
  standIn.openShop({ ...records.shop(domain)!, readAllOrders: false });
  const record = (await deps.shops.read(domain))!;
  const scopes = record.scopes.filter((scope) => scope !== 'read_all_orders');
  if (told) await deps.shops.write({ ...record, scopes });
  // Something differs, so that the customer is looked at closely.
  const [product] = records.products.select(domain, everything, 'id', 1);
  const lines = [{ productId: product!.id, quantity: 1 }];
  const placed = standIn.shop(domain).createOrder({ customerId: old.customerId, lines });
  if (placed.outcome === 'placed') standIn.shop(domain).editOrder(placed.order.id, 700);
  shop.demo.setNow(endAt + 60);
  const report = await shop.run();
  expect(report.causes).toMatchObject({ partlyPaid: { customers: 1, minor: -700 } });
  expect(report.healed).toEqual({ missedOrder: 1 });
  const { rows } = await readCustomer(table, domain, old.customerId!);
  expect(rows.map(({ orderId }) => orderId)).toContain(old.id);
});

test('an order of this minute that the shop does not show yet is not taken for deleted', async () => {
  const shop = await loadedShop();
  const { records } = shop.demo.standIn;
  const [customer] = records.customers.select(domain, everything, 'id', 1);
  const fresh: OrderFact = { ...fileOrder, orderId: '99000001', customerId: customer!.id };
  const placed = { ...fresh, placedAt: endAt - 30, updatedAt: endAt - 30 };
  await shop.demo.deps.history.orders(domain, [placed]);
  expect((await shop.run()).healed).toEqual({});
  shop.demo.setNow(endAt + 4000);
  expect((await shop.run()).healed).toEqual({ deletedOrder: 1 });
  await expectEqual(shop);
});

test('orders of a file that the shop never had are kept, and counted apart', async () => {
  const shop = await loadedShop();
  const { demo } = shop;
  const [customer] = demo.standIn.records.customers.select(domain, everything, 'id', 1);
  const fromFile: OrderFact = { ...fileOrder, customerId: customer!.id };
  await demo.deps.history.orders(domain, [
    fromFile,
    { ...fromFile, orderId: '5', customerId: '17' },
  ]);
  const report = await shop.run();
  expect(report.equal).toBe(report.compared);
  expect(report.healed).toEqual({});
  expect(report.definitions.otherSource).toEqual({ orders: -1, minor: -1234 });
  expect((await readCustomer(demo.table, domain, customer!.id)).rows).toContainEqual(
    expect.objectContaining({ orderId: '536365' }),
  );
  expect((await readCustomer(demo.table, domain, '17')).rows).toHaveLength(1);
});

test('an order the search never shows, one given to another customer, and a customer deleted unheard, are found', async () => {
  const shop = await loadedShop();
  const { standIn, table } = shop.demo;
  const floor = standIn.shop(domain);
  const { records } = standIn;
  await shop.run();
  const nobody = floor.createCustomer({
    firstName: 'Soon',
    lastName: 'Gone',
    email: 'g@c.example',
  });
  expect((await shop.run()).healed).toEqual({ missedCustomer: 1 });
  const [order] = records.orders
    .select(domain, everything, 'id', null)
    .filter(({ customerId }) => customerId !== null);
  const [other] = records.customers
    .select(domain, everything, 'id', null)
    .filter(({ id }) => id !== order!.customerId);
  // The search finds it only by its customer: as if the index had missed the change for days.
  floor.giveOrder(order!.id, other!.id);
  const [product] = records.products.select(domain, everything, 'id', 1);
  const lines = [{ productId: product!.id, quantity: 1 }];
  floor.createOrder({ customerId: other!.id, lines });
  floor.deleteCustomer(nobody.id);
  const { pages } = shop.deps;
  const blind = { ...pages, updated: () => Promise.resolve({ orders: [], after: null }) };
  const report = await shop.run({ ...shop.deps, pages: blind });
  expect(report.healed).toEqual({ missedOrder: 1, otherOwner: 1, deletedCustomer: 1 });
  await expectEqual(shop);
  expect((await readCustomer(table, domain, nobody.id)).item).toMatchObject({
    personal: null,
    deletedAt: endAt,
  });
});

test('killed at any write it carries on where it was, and says the same in the end', async () => {
  const shop = await loadedShop();
  const { standIn } = shop.demo;
  shop.demo.setNow(endAt + 60);
  const orders = standIn.records.orders.select(domain, everything, 'id', null);
  for (const { id } of orders.slice(0, 8)) standIn.shop(domain).refundOrder(id, { minor: 100 });
  shop.demo.setNow(endAt + 120);
  const { store } = shop.deps;
  let writes = 0;
  let deaths = 0;
  const mortal: ReconcileDeps = {
    ...shop.deps,
    store: {
      ...store,
      async writeState(of, state) {
        writes += 1;
        const dies = writes % 2 === 0 && deaths < 5;
        if (dies) deaths += 1;
        if (dies && deaths % 2 === 0) throw new Error('killed before');
        const kept = await store.writeState(of, state);
        if (dies) throw new Error('killed after');
        return kept;
      },
    },
  };
  let report: ReconcileReport | undefined;
  for (let life = 0; report === undefined && life < 40; life += 1) {
    report = await toEnd(mortal).catch(() => undefined);
  }
  expect(deaths).toBe(5);
  expect(report).toMatchObject({ unexplained: 0, equal: report?.compared });
  await expectEqual(shop);
  const again = await shop.run();
  expect(again.healed).toEqual({});
  expect(again).toMatchObject({
    compared: report?.compared,
    ours: report?.ours,
    shop: report?.shop,
  });
});

test('two runners do not reconcile one shop at once, and a shop that left is left alone', async () => {
  const shop = await loadedShop({ customers: 5 });
  const both = await Promise.all([
    runReconcileStep(domain, shop.deps),
    runReconcileStep(domain, shop.deps),
  ]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['waiting', 'waiting']);
  const { shops } = shop.demo.deps;
  const record = (await shops.read(domain))!;
  await shops.write({ ...record, uninstalledAtMs: record.installedAtMs + 1 });
  expect(await runReconcileStep(domain, shop.deps)).toEqual({ outcome: 'notInstalled' });
});

test('reports are kept by day, the last thirty of them', async () => {
  const shop = await loadedShop({ customers: 5 });
  const report = await shop.run();
  const { store } = shop.deps;
  for (let day = 1; day <= 31; day += 1) {
    const date = `2026-12-${String(day).padStart(2, '0')}`;
    await store.writeReport(domain, { ...report, date });
  }
  const dates = (await store.listReports(domain)).map(({ date }) => date);
  expect(dates).toHaveLength(30);
  expect([dates[0], dates.at(-1)]).toEqual(['2026-12-31', '2026-12-02']);
  expect((await store.latestReport(domain))?.date).toBe('2026-12-31');
  expect(await store.readReport(domain, report.date)).toBeUndefined();
});
