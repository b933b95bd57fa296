import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import type { Envelope } from '../../functions/intake/envelope.schema.ts';
import { measured, openBenchShops } from './intake/benchShop.ts';
import { applyAll } from './intake/takeIn.ts';
import { orderBody, type Goods } from './orderBody.ts';
import { dynamoDollars } from './prices.ts';
import type { BenchRow } from './row.ts';

const shop = 'bench.myshopify.com';
const orders = 600;
const ordersPerCustomer = 3;
const deliveriesPerOrder = 5;
const workers = 8;

/**
 * Orders of a shop nobody is placed in yet, five deliveries each, in batches as the queue gives them;
 * and what the same orders cost where every line is of a size and a colour.
 */
export async function run(): Promise<BenchRow[]> {
  const { rows, dollars } = await applied('ofOneKind');
  const { dollars: withVariants } = await applied('withVariants');
  return [
    ...rows,
    { what: 'DynamoDB for a million orders', value: dollars, budget: '≤ $7' },
    { what: '… of products with variants', value: withVariants, budget: '≤ $7' },
  ];
}

async function applied(goods: Goods): Promise<{ rows: BenchRow[]; dollars: string }> {
  const shops = await openBenchShops([shop]);
  try {
    const queued = deliveries(goods).map(packEnvelope);
    const { units, wallMs } = await measured(shops.table, () => applyAll(shops, queued, workers));
    const seconds = wallMs / 1000;
    const perOrder = (value: number) => (value / orders).toFixed(2);
    const million = dynamoDollars(units) * (1_000_000 / orders);
    const rows = [
      { what: 'orders a second, five deliveries each', value: (orders / seconds).toFixed(0) },
      { what: 'deliveries a second', value: ((orders * deliveriesPerOrder) / seconds).toFixed(0) },
      { what: 'deliveries that changed something', value: String(shops.changed.applied) },
      { what: 'read units an order', value: perOrder(units.read) },
      { what: 'write units an order', value: perOrder(units.write) },
    ];
    return { rows, dollars: `$${million.toFixed(2)}` };
  } finally {
    await shops.close();
  }
}

/** Create and four updates of each order; orders of many customers come mixed, as they do. */
function deliveries(goods: Goods): Envelope[] {
  const all: Envelope[] = [];
  const template = orderBody(goods);
  for (let state = 0; state < deliveriesPerOrder; state += 1) {
    for (let order = 0; order < orders; order += 1) {
      const orderId = String(5_000_000_000_000 + order);
      const customerId = String(7_000_000_000_000 + Math.floor(order / ordersPerCustomer));
      const body = template
        .replaceAll('5678901234567', orderId)
        .replaceAll('7123456789012', customerId)
        .replaceAll('2026-11-20T10:00:01-05:00', `2026-11-20T10:00:0${String(state + 1)}-05:00`)
        .replace('#1001', `#${String(1000 + order)}`);
      all.push({
        kind: 'delivery',
        shop,
        source: 'shopify',
        topic: state === 0 ? 'orders/create' : 'orders/updated',
        webhookId: null,
        triggeredAtMs: null,
        receivedAtMs: Date.now(),
        body,
      });
    }
  }
  return all;
}
