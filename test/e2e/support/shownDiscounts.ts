import type { Backtest } from '../../../functions/coupons/backtest.schema.ts';
import { discountCheckup } from '../../../functions/insights/discountCheckup.ts';
import { discountView } from '../../../functions/insights/discountView.ts';
import type { DiscountCheckup } from '../../../functions/insights/discounts.schema.ts';
import { calendarOf } from '../../../functions/customers/calendar.ts';
import { row } from '../../customers/rows.ts';
import { asOf, historyOf } from '../../insights/history.ts';
import type { ShownShop } from './shownShop.ts';

const dayMs = 86_400_000;

/** Buyers of whom every third order has a discount, at gaps of their own. */
export function discountsOf({ choices, overview }: ShownShop): DiscountCheckup {
  const buyers = Array.from({ length: Math.min(30, choices.customers) }, (_, n) => ({
    rows: Array.from({ length: 6 }, (_unused, at) =>
      row({
        orderId: String(n * 10 + at),
        placedAt: asOf - (360 - at * (25 + n)) * 86_400,
        totalMinor: 4_000 + n * 100,
        discountMinor: at % 3 === 2 ? 650 : 0,
        codes: at % 2 === 0 ? ['TEN'] : [],
      }),
    ),
  }));
  const { timeZone, currency } = overview.shop;
  const { columns, orders, meta } = historyOf(buyers, { timeZone });
  const calendar = calendarOf(timeZone);
  const { today } = meta;
  const limits = { t50: 30, t80: 45, t95: 90, writeOff: 270, method: 'fixed' as const };
  const shop = { columns, orders, asOf, today, calendar, bounds: { on: () => limits } };
  const name = choices.names === 'long' ? 'A shop with a very long name indeed, Ltd.' : 'Shown';
  return discountView(discountCheckup(shop), { name, timeZone, currency, columns, asOf, today });
}

/** A trial that gave a few coupons every other week. */
export function backtestOf({ choices, overview, rows, money }: ShownShop): Backtest {
  const start = Date.parse('2025-11-23T00:00:00Z');
  const given = (week: number) => (week % 2 === 0 ? 3 + (week % 5) : 0);
  const weeks = Array.from({ length: 53 }, (_, week) => ({
    from: new Date(start + week * 7 * dayMs).toISOString().slice(0, 10),
    coupons: given(week),
    costCeiling: money(given(week) * 10),
  }));
  const coupons = weeks.reduce((sum, week) => sum + week.coupons, 0);
  return {
    from: '2025-11-23',
    to: '2026-11-22',
    historyDays: choices.customers > 100 ? 365 : 200,
    coupons,
    customers: coupons - 7,
    costCeiling: money(coupons * 10),
    weeks,
    excluded: [
      { reason: 'query', count: 12 },
      { reason: 'hadCoupon', count: 5 },
    ],
    anyway: { days: 21, coupons: 18, revenue: money(1240.5), discount: money(180) },
    overlap: [{ id: 'r2', name: 'Win back', customers: 4 }],
    sample: rows.slice(0, 3).map(({ id, name }) => ({
      id,
      name,
      on: '2026-05-04',
      lastOrderAt: overview.now,
    })),
    asToday: ['customer_tags'],
  };
}
