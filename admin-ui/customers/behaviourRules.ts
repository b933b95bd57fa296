import type { TFunction } from 'i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import type { Formats } from '../i18n/shopPlace.ts';

/** Value and loyalty: this customer's two figures, and from where on they are high. */
export function quadrantRule(
  t: TFunction,
  { measures: { recent }, cutoffs }: CustomerFile,
  formats: Formats,
): string | null {
  if (cutoffs === null) return null;
  const { valueFrom, daysFrom } = cutoffs.quadrant;
  const figures = {
    spent: formats.money(recent.spent),
    orderDays: formats.count(recent.orderDays),
    days: formats.count(recent.days),
  };
  if (valueFrom === null) return t('why.quadrantNoValue', figures);
  return t('why.quadrant', {
    ...figures,
    much: formats.money(valueFrom),
    often: formats.count(daysFrom),
  });
}

/** Attitude to the shop: how often, and how evenly. */
export function loyaltyRule(
  t: TFunction,
  { measures: { recent, gapVariation }, cutoffs }: CustomerFile,
  formats: Formats,
): string | null {
  if (cutoffs === null) return null;
  const { leastOrderDays, mostVariation } = cutoffs.loyalty;
  const often = t('why.loyalty', {
    orderDays: formats.count(recent.orderDays),
    days: formats.count(recent.days),
    least: formats.count(leastOrderDays),
  });
  if (gapVariation === null) return often;
  const even = t('why.gaps', {
    variation: formats.percent(gapVariation),
    most: formats.percent(mostVariation),
  });
  return `${often} ${even}`;
}

/** Attitude to promotions: codes, discount, and the last order at full price. */
export function promotionRule(
  t: TFunction,
  { measures, orders }: CustomerFile,
  formats: Formats,
): string {
  const { codeOrders, discountShare, lastFullPriceOn } = measures;
  const share = t('why.promotion', {
    codes: formats.count(codeOrders),
    orders: formats.count(orders),
    share: formats.percent(discountShare),
  });
  const last =
    lastFullPriceOn === null
      ? t('why.neverFullPrice')
      : t('why.fullPrice', { date: formats.calendarDate(lastFullPriceOn) });
  return `${share} ${last}`;
}
