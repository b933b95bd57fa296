import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import type { ForecastView } from '../../functions/insights/forecast.schema.ts';
import type { Flow } from '../../functions/insights/insights.schema.ts';
import type { Products } from '../../functions/insights/products.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { isNobodyIn, silenceOf } from './silence.ts';
import { useMonths } from './useMonths.ts';

/** Who came back and who fell silent in the last full month. */
export function useFlowFinding(): (flow: Flow) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const months = useMonths();
  return (flow) => {
    if (isNobodyIn(flow)) return t('comeback.none.body');
    const silence = silenceOf(flow);
    return t('flow.months.finding', {
      month: months((flow.days.at(-2) ?? '').slice(0, 7)),
      back: formats.count(silence.back),
      away: formats.count(silence.away),
    });
  };
}

/** What the next 90 days should bring, or what is missing before that can be said. */
export function useForecastFinding(): (forecast: ForecastView) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (forecast) => {
    if (forecast.state === 'notEnough') {
      return t('forecast.notEnough.body', {
        customers: formats.count(forecast.customers),
        repeaters: formats.count(forecast.repeaters),
        needsCustomers: formats.count(forecast.needs.customers),
        needsRepeaters: formats.count(forecast.needs.repeaters),
      });
    }
    const { forecasts, customers } = forecast;
    const quarter = forecasts.find(({ days }) => days === 90) ?? forecasts[0];
    if (quarter === undefined) return '';
    return t('forecast.next.finding', {
      days: formats.count(quarter.days),
      buyers: formats.count(Math.round(quarter.expected.buyers)),
      customers: formats.count(customers),
      money: formats.wholeMoney(quarter.expected.spend),
    });
  };
}

/** What sold most, and to how many. */
export function useSoldFinding(): (products: Products) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ rows: [first], total }) => {
    if (total.orders === 0) return t('goods.sold.none');
    if (first === undefined) return t('goods.sold.unnamed');
    return t('goods.sold.finding', {
      name: first.name,
      revenue: formats.money(first.revenue),
      share: formats.percent(
        Number(first.revenue.amount) / Math.max(1e-9, Number(total.revenue.amount)),
      ),
      customers: formats.count(first.customers),
    });
  };
}

/** What discounts came to in the last year. */
export function useDiscountsFinding(): (checkup: DiscountCheckup) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ all, discounted, shareOfFullPrice }) =>
    discounted.orders === 0
      ? t('discounts.none')
      : t('discounts.finding', {
          money: formats.money(discounted.discount),
          share: formats.percent(shareOfFullPrice ?? 0),
          orders: formats.count(discounted.orders),
          all: formats.count(all.orders),
        });
}
