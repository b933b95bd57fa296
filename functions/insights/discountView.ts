import { dateOfDay } from '../customers/calendar.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { Columns } from '../segments/columns.ts';
import { wordAt } from '../segments/columns.ts';
import { checkupDays } from './discountCheckup.ts';
import {
  attitudeKeys,
  buyerKeys,
  type Checkup,
  discountLevels,
  meansKeys,
  neededKeys,
  type PeopleTally,
  stateKeys,
  type Tally,
  timingKeys,
} from './discountTally.ts';
import type { DiscountCheckup } from './discounts.schema.ts';

export interface CheckedAs {
  name: string;
  timeZone: string;
  currency: string;
  columns: Columns;
  /** Epoch seconds, and the shop-calendar day of it. */
  asOf: number;
  today: number;
}

/** The check-up as the API shows it. */
export function discountView(checkup: Checkup, shop: CheckedAs): DiscountCheckup {
  const { currency, today, columns } = shop;
  const from = dateOfDay(today - checkupDays + 1);
  const had = `last_discount_date >= ${from}`;
  const shown = ({ orders, discountMinor, revenueMinor }: Tally) => ({
    orders,
    discount: moneyOf(discountMinor, currency),
    revenue: moneyOf(revenueMinor, currency),
  });
  const people = (tally: PeopleTally, condition: string | null) => ({
    ...shown(tally),
    customers: tally.customers,
    query: tally.customers === 0 || condition === null ? null : condition,
  });
  const parts = <Key extends string>(keys: readonly Key[], tallies: Record<Key, Tally>) =>
    keys.map((key) => ({ key, ...shown(tallies[key]) }));
  const { all, discounted } = checkup;
  const fullMinor = all.revenueMinor + all.discountMinor;
  return {
    shop: { name: shop.name, timeZone: shop.timeZone },
    computedAt: instantOf(shop.asOf),
    from,
    to: dateOfDay(today),
    historyDays: checkup.historyDays,
    all: shown(all),
    discounted: people(discounted, had),
    shareOfFullPrice: fullMinor > 0 ? all.discountMinor / fullMinor : null,
    byMeans: parts(meansKeys, checkup.byMeans),
    byMonth: checkup.byMonth.map(({ month, ...tallies }) => ({
      month,
      all: shown(tallies.all),
      discounted: shown(tallies.discounted),
    })),
    byBuyer: parts(buyerKeys, checkup.byBuyer),
    byLevel: discountLevels.map((key) => ({
      key,
      ...people(checkup.byLevel[key], `${had} AND ${classIs('rfm_level', key)}`),
    })),
    byAttitude: attitudeKeys.map((key) => ({
      key,
      ...people(checkup.byAttitude[key], `${had} AND ${classIs('promotion', key)}`),
    })),
    byState: parts(stateKeys, checkup.byState),
    byTiming: parts(timingKeys, checkup.byTiming),
    byNeed: parts(neededKeys, checkup.byNeed),
    comebacks: checkup.comebacks,
    away: (['overdue', 'lost'] as const).map((key) => ({
      key,
      customers: countIn(columns, key),
      query: `lifecycle = '${key}'`,
    })),
  };
}

function classIs(attribute: string, key: string): string {
  return key === 'none' ? `${attribute} IS NULL` : `${attribute} = '${key}'`;
}

function countIn(columns: Columns, key: string): number {
  let count = 0;
  for (let index = 0; index < columns.count; index += 1) {
    if (wordAt(columns, 'lifecycle', index) === key) count += 1;
  }
  return count;
}
