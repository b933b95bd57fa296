import { Hono } from 'hono';
import { calendarOf } from '../customers/calendar.ts';
import { isGone } from '../customers/profile.ts';
import { readMerged } from '../customers/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { OpenGoods } from '../segments/groups/goodsFile.ts';
import { openTraits } from '../segments/groups/traits.ts';
import { standingOf } from '../segments/standing.ts';
import type { ShopStore } from '../shops/store.ts';
import { tasteView } from './tasteView.ts';
import type { Taste } from './taste.schema.ts';

export interface TasteDeps {
  table: Table;
  shops: ShopStore;
  goods: OpenGoods;
  vault: Vault;
  clock: Clock;
}

/** `/api/customers/:id/taste` */
export function tasteRoutes(deps: TasteDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/customers/:id/taste', async (c) => {
    const id = c.req.param('id');
    const taste = await tasteOf(deps, c.get('shop'), id);
    c.get('saw')?.('file', [id]);
    return c.json(taste);
  });
  return app;
}

async function tasteOf(
  { table, shops, goods, vault, clock }: TasteDeps,
  shop: string,
  customerId: string,
): Promise<Taste> {
  const [record, { settings }, { item, rows }, sold] = await Promise.all([
    shops.read(shop),
    shops.readSettings(shop),
    readMerged(table, shop, customerId),
    goods.open(shop),
  ]);
  if (record === undefined || item.rev === 0 || isGone(item)) {
    throw new Refusal('notFound', 'There is no such customer in this shop.');
  }
  const calendar = calendarOf(record.timeZone);
  const asOf = Math.floor(clock.businessMs() / 1000);
  const { picked } = settings.merchantFields;
  const fields = picked.map(({ field }) => field);
  return tasteView({
    rows,
    standing: standingOf(item, rows, settings),
    goods: sold,
    traits: openTraits(vault, shop, { fields, since: Infinity })(item, calendar.dayOf(asOf)),
    picked,
    calendar,
    asOf,
    leastOrderDays: settings.loyalty.leastOrderDays,
  });
}
