import { expect, test } from 'vitest';
import { contributionMinor } from '../../functions/customers/fold.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import type { Reconciliation } from '../../functions/intake/reconciliation.schema.ts';
import { countShopsWay } from '../../functions/intake/shopCount.ts';
import { reconciliationSchema } from '../../functions/intake/reconciliation.schema.ts';
import { everything } from '../../infra/local/shopify/records/shelf.ts';
import { customerTotals } from '../../infra/local/shopify/records/totals.ts';
import { seeded } from '../customers/shaky.ts';
import { composedShop, domain, type ComposedShop } from './composedShop.ts';

const deliveries = 10_000;
const seed = 20_261_122;

/** What deeds are done to: the newest orders, everybody, and the shelves. */
function stageOf({ standIn: { records } }: ComposedShop) {
  const all = <T>(
    shelf: {
      select: (shop: string, where: typeof everything, order: string, limit: number) => T[];
    },
    order: string,
    limit: number,
  ) => shelf.select(domain, everything, order, limit);
  return {
    orders: all(records.orders, 'updated_at DESC', 80),
    customers: all(records.customers, 'id', 60),
    products: all(records.products, 'id', 20),
  };
}

/** A moment in a busy shop: orders, and all that may still happen to them. */
function oneDeed(
  { standIn, clock }: ComposedShop,
  { orders, customers, products }: ReturnType<typeof stageOf>,
  random: () => number,
): void {
  const floor = standIn.shop(domain);
  const oneOf = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const share = random();
  // Most states have a second of their own; some share it, and only the shop knows which is last.
  if (random() < 0.7) clock.seconds += 1 + Math.floor(random() * 90);
  const { id } = oneOf(orders);
  if (share < 0.3) {
    floor.createOrder({
      customerId: random() < 0.06 ? null : oneOf(customers).id,
      lines: [{ productId: oneOf(products).id, quantity: 1 + Math.floor(random() * 3) }],
      test: random() < 0.03,
      payment: random() < 0.15 ? 'PENDING' : 'PAID',
    });
  } else if (share < 0.5) floor.fulfilOrder(id);
  else if (share < 0.65) floor.refundOrder(id, { minor: 1 + Math.floor(random() * 3000) });
  else if (share < 0.75) floor.payOrder(id);
  else if (share < 0.8) floor.cancelOrder(id);
  else if (share < 0.85) floor.giveOrder(id, random() < 0.1 ? null : oneOf(customers).id);
  else if (share < 0.88) floor.deleteOrder(id);
  else if (share < 0.94)
    floor.updateCustomer(oneOf(customers).id, { lastName: `N${String(share)}` });
  else floor.setTags(oneOf(customers).id, random() < 0.5 ? ['vip'] : ['vip', 'press']);
}

/** How many customers' files say something else than the shop. */
async function differing({ standIn, table }: ComposedShop): Promise<number> {
  const { records } = standIn;
  let differ = 0;
  for (const { id } of records.customers.select(domain, everything, 'id', null)) {
    const { rows } = await readCustomer(table, domain, id);
    const { orders, minor } = countShopsWay(rows);
    const shop = customerTotals(records, domain, id);
    if (orders !== shop.orders || minor !== shop.spentMinor) differ += 1;
  }
  return differ;
}

test('after ten thousand hostile deliveries a reconciliation leaves nothing unexplained', async () => {
  const startAt = Date.parse('2026-11-20T09:00:00Z') / 1000;
  const shop = await composedShop({ customers: 60, seed, crashes: 0.002, startAt });
  const { standIn } = shop;
  standIn.setChaos({ duplicate: 0.9, copies: 5, loss: 0.06, delayMs: 1500 });
  const random = seeded(seed);
  while (shop.taken() + standIn.pendingWebhooks() < deliveries + 200) {
    standIn.records.database.transaction(() => {
      const stage = stageOf(shop);
      for (let deed = 0; deed < 25; deed += 1) oneDeed(shop, stage, random);
    });
    await new Promise((turn) => setImmediate(turn));
  }
  await shop.settled();
  expect(shop.taken()).toBeGreaterThanOrEqual(deliveries);
  expect(shop.deadLetters()).toBe(0);
  const lost = await differing(shop);
  expect(lost).toBeGreaterThan(0);

  shop.clock.seconds += 3600;
  const reconcile = async (): Promise<Reconciliation> =>
    reconciliationSchema.parse(await shop.job({ job: 'reconcile', shop: domain }));
  const report = await reconcile();
  expect(report).toMatchObject({ unexplained: 0, causes: [], differences: [] });
  expect(report.equal).toBe(report.customers);
  const healed = Object.fromEntries(report.healings.map(({ healing, count }) => [healing, count]));
  expect(healed['missedOrder']).toBeGreaterThan(0);
  expect(healed['missedUpdate']).toBeGreaterThan(0);
  expect(await differing(shop)).toBe(0);

  // Order by order too: what each customer holds is the fold of the shop's own orders.
  const { records } = standIn;
  for (const { id } of records.customers.select(domain, everything, 'id', null)) {
    const { rows } = await readCustomer(shop.table, domain, id);
    const theirs = records.orders.select(
      domain,
      { sql: 'customer_id = ?', values: [BigInt(id)] },
      'processed_at, id',
      null,
    );
    expect(rows.map(({ orderId }) => orderId).sort()).toEqual(theirs.map((o) => o.id).sort());
    for (const order of theirs) {
      const row = rows.find(({ orderId }) => orderId === order.id)!;
      const counts = !order.test && order.cancelledAt === null && order.receivedMinor > 0;
      const net = order.receivedMinor - order.refunds.reduce((sum, { minor }) => sum + minor, 0);
      expect(contributionMinor(row, shop.clock.seconds), order.id).toBe(counts ? net : 0);
    }
  }
  expect((await reconcile()).healings).toEqual([]);
}, 400_000);
