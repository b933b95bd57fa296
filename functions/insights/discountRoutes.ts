import { Hono } from 'hono';
import { calendarOf } from '../customers/calendar.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import type { Histories, History } from '../segments/histories.ts';
import { pastBounds } from '../segments/pastBounds.ts';
import type { ClassSettings } from '../segments/run.schema.ts';
import type { ShopStore } from '../shops/store.ts';
import { checkupDays, discountCheckup } from './discountCheckup.ts';
import { discountView } from './discountView.ts';
import type { DiscountCheckup } from './discounts.schema.ts';

export interface DiscountDeps {
  shops: Pick<ShopStore, 'read' | 'readSettings'>;
  histories: Histories;
}

/** `GET /api/insights/discounts`: what the shop gave as discounts in a year, and to whom. */
export function discountRoutes(deps: DiscountDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/insights/discounts', async (c) => c.json(await readCheckup(c.get('shop'), deps)));
  return app;
}

/** Null before the shop's first run. */
async function readCheckup(
  shop: string,
  { shops, histories }: DiscountDeps,
): Promise<DiscountCheckup | null> {
  const [record, history] = await Promise.all([shops.read(shop), histories.open(shop)]);
  if (record === undefined || history === null) return null;
  const { settings } = await shops.readSettings(shop);
  return checkupOf(record.name, history, settings);
}

function checkupOf(
  name: string,
  { columns, orders, meta }: History,
  settings: ClassSettings,
): DiscountCheckup {
  const { asOf, today, timeZone, currency } = meta;
  const calendar = calendarOf(timeZone);
  const days = { firstDay: today - checkupDays + 1, lastDay: today };
  const bounds = pastBounds({ columns, orders, calendar }, settings, days);
  const checkup = discountCheckup({ columns, orders, asOf, today, calendar, bounds });
  return discountView(checkup, { name, timeZone, currency, columns, asOf, today });
}
