import { useTranslation } from 'react-i18next';
import type { OfferView } from '../../functions/coupons/coupons.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';

/** What the customer gets, as it stands on the coupon. */
export function useOfferWords(): (offer: OfferView) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (offer) =>
    offer.kind === 'percentage'
      ? t('coupons.offer.percentage', { percent: formats.percent(offer.percent / 100) })
      : t('coupons.offer.amount', { money: formats.money(offer.amount) });
}
