import { openBenchShops } from './intake/benchShop.ts';
import { dayOf } from './intake/deliveries.ts';
import { dollarsOf, sumOf, type Counted, type Dollars } from './intake/dollars.ts';
import { flashSale } from './intake/flashSale.ts';
import { growth } from './intake/growth.ts';
import { byLastOrder, pastOf } from './intake/history.ts';
import { largeCustomer } from './intake/largeCustomer.ts';
import { takeIn } from './intake/takeIn.ts';
import { topicRows } from './intake/topics.ts';
import type { BenchRow } from './row.ts';

const shop = 'bench.myshopify.com';
const population = 3_000;
const orders = 1_000;

/** Deliveries from the signed request to the customer's file, what they cost, and how that grows. */
export async function run(): Promise<BenchRow[]> {
  return [
    ...(await ordinaryDay()),
    ...(await largeCustomer()),
    ...(await flashSale()),
    ...(await growth()),
  ];
}

/** Five deliveries an order to a shop whose customers are known and placed. */
async function ordinaryDay(): Promise<BenchRow[]> {
  const shops = await openBenchShops([shop]);
  try {
    const past = pastOf(population);
    await shops.load(shop, past);
    const day = dayOf(orders, byLastOrder(past));
    const first = await takeIn(shops, shop, day);
    const again = await takeIn(shops, shop, day);
    const cpuMs = first.receiveCpuMs + first.applyCpuMs;
    return [
      {
        what: 'deliveries a second of processor time, receive → apply',
        value: ((first.deliveries / cpuMs) * 1000).toFixed(0),
      },
      {
        what: 'of that, receiving',
        value: `${((first.receiveCpuMs / cpuMs) * 100).toFixed(0)} %`,
      },
      { what: 'read units an order', value: (first.units.read / orders).toFixed(2) },
      { what: 'write units an order', value: (first.units.write / orders).toFixed(2) },
      ...dollarRows(first),
      {
        what: 'the same day delivered a second time, write units an order',
        value: (again.units.write / orders).toFixed(2),
      },
      ...topicRows(first, again, orders),
    ];
  } finally {
    await shops.close();
  }
}

const parts = [
  ['table', 'DynamoDB, changes of class included', '≤ $7 without them'],
  ['gateway', 'API Gateway', undefined],
  ['receive', 'Lambda, receive', undefined],
  ['queue', 'SQS', undefined],
  ['apply', 'Lambda, apply', undefined],
  ['logs', 'CloudWatch Logs', undefined],
] as const satisfies readonly (readonly [keyof Dollars, string, string | undefined])[];

function dollarRows(counted: Counted): BenchRow[] {
  const dollars = dollarsOf(counted);
  const aMillion = (value: number) => `$${((value / orders) * 1e6).toFixed(2)}`;
  return [
    ...parts.map(([part, name, budget]) => ({
      what: `a million orders: ${name}`,
      value: aMillion(dollars[part]),
      ...(budget === undefined ? {} : { budget }),
    })),
    { what: 'a million orders: all of it', value: aMillion(sumOf(dollars)) },
  ];
}
