import type { BenchRow } from '../row.ts';
import { measured, openBenchShops, type BenchShops } from './benchShop.ts';
import { deliveriesOf } from './deliveries.ts';
import { firstCustomer, longPast } from './history.ts';
import { takeIn } from './takeIn.ts';

const shop = 'large.myshopify.com';
const many = 10_000;
const few = 10;
const tries = 20;

/** A customer with ten thousand orders: their history loaded, then single orders old and new. */
export async function largeCustomer(): Promise<BenchRow[]> {
  const shops = await openBenchShops([shop]);
  try {
    const history = longPast(0, many);
    const load = await measured(shops.table, () => shops.load(shop, history));
    await shops.load(
      shop,
      longPast(1, few).map((fact) => ({ ...fact, orderId: `${fact.orderId}1`, name: null })),
    );
    const large = await oneMore(shops, 0, 100_000);
    const small = await oneMore(shops, 1, 200_000);
    return [
      {
        what: `a customer of ${many.toLocaleString('en')} orders, loaded`,
        value: `${(load.cpuMs / 1000).toFixed(1)} s of processor time, ${(load.units.write / many).toFixed(2)} write units an order`,
      },
      {
        what: 'a delivery for them, against one for a customer of ten',
        value: `${(large.applyCpuMs / small.applyCpuMs).toFixed(1)} × processor time, ${perTry(large.units.read)} against ${perTry(small.units.read)} read units, ${perTry(large.units.write)} against ${perTry(small.units.write)} write units`,
      },
    ];
  } finally {
    await shops.close();
  }
}

const perTry = (units: number) => (units / tries).toFixed(1);

/** The first delivery of each of some new orders. */
function oneMore(shops: BenchShops, customer: number, firstOrder: number) {
  const told = Array.from({ length: tries }, (_, index) => {
    const [created] = deliveriesOf(firstOrder + index, [], () => 0.5);
    if (created === undefined) throw new Error('an order without a delivery');
    const body = created.body.replaceAll(/71\d{11}|70\d{11}/g, String(firstCustomer + customer));
    return { topic: created.topic, body };
  });
  // One after the other: several workers on one customer would read it again for each other.
  return takeIn(shops, shop, told, 1);
}
