import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { checkupDays, discountCheckup } from '../../functions/insights/discountCheckup.ts';
import { discountView } from '../../functions/insights/discountView.ts';
import { discountCheckupSchema } from '../../functions/insights/discounts.schema.ts';
import { pastBounds } from '../../functions/segments/pastBounds.ts';
import { select } from '../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { contextOf } from '../../functions/segments/queryContext.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { anyCustomers, now, runOn } from '../segments/pastShop.ts';

test('every number of people in a check-up is the number its query finds', () => {
  const timeZone = 'Pacific/Auckland';
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(now);
  let found = 0;
  fc.assert(
    fc.property(anyCustomers, (customers) => {
      const shop = runOn(customers, [], defaultSettings, { asOf: now, calendar });
      const days = { firstDay: today - checkupDays + 1, lastDay: today };
      const bounds = pastBounds({ ...shop, calendar }, defaultSettings, days);
      const checkup = discountCheckup({ ...shop, asOf: now, today, calendar, bounds });
      const as = { name: 'One', timeZone, currency: 'USD', asOf: now, today };
      const view = discountView(checkup, { ...as, columns: shop.columns });
      expect(discountCheckupSchema.parse(view)).toEqual(view);
      const at = contextOf(timeZone, 'USD', now);
      for (const group of [view.discounted, ...view.byLevel, ...view.byAttitude, ...view.away]) {
        if (group.query === null) {
          expect(group.customers).toBe(0);
          continue;
        }
        const parsed = parseQuery(group.query);
        if (!parsed.ok) throw new Error(parsed.error.message);
        expect(select(parsed.query, shop.columns, at).count, group.query).toBe(group.customers);
        found += group.customers;
      }
    }),
    { numRuns: 15 },
  );
  expect(found).toBeGreaterThan(0);
});
