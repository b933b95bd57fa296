import type { BenchRow } from '../row.ts';
import { measured, openBenchShops } from './benchShop.ts';
import { dayOf } from './deliveries.ts';
import { byLastOrder, pastOf } from './history.ts';
import { takeIn } from './takeIn.ts';

const shop = 'growing.myshopify.com';
const sizes = [10_000, 100_000] as const;
const orders = 400;

/** The same day's orders in a shop ten times as large: what each costs should not change. */
export async function growth(): Promise<BenchRow[]> {
  const found: { load: number; cpu: number; read: number; write: number }[] = [];
  for (const customers of sizes) {
    const shops = await openBenchShops([shop]);
    try {
      const past = pastOf(customers, 0.3);
      const load = await measured(shops.table, () => shops.load(shop, past));
      const { applyCpuMs, units } = await takeIn(shops, shop, dayOf(orders, byLastOrder(past)));
      found.push({
        load: load.cpuMs,
        cpu: applyCpuMs / orders,
        read: units.read / orders,
        write: units.write / orders,
      });
    } finally {
      await shops.close();
    }
  }
  const [small, large] = found;
  if (small === undefined || large === undefined) throw new Error('nothing was measured');
  const ratio = (one: number, other: number) => `${(other / one).toFixed(2)} ×`;
  return [
    {
      what: 'from 10k to 100k customers: loading and placing them',
      value: `${ratio(small.load, large.load)} processor time`,
      budget: '≤ 11 ×',
    },
    {
      what: 'from 10k to 100k customers: one order',
      value: `${ratio(small.cpu, large.cpu)} processor time, ${ratio(small.read, large.read)} reads, ${ratio(small.write, large.write)} writes`,
      budget: '≤ 1.1 ×',
    },
  ];
}
