import { useTranslation } from 'react-i18next';
import { useFormats, useShopPlace } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';
import type { RuleDraft } from './ruleDraft.ts';
import { useOfferWords } from './useOfferWords.ts';

/** Letters of a code that stand for the part nobody can guess. */
const unguessable = '7K2M-9QX4-T3HD0';

/** The coupon as the customer will see it. */
export function CouponPreview({ draft }: { draft: RuleDraft }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const offerWords = useOfferWords();
  const { currency } = useShopPlace();
  const money = (amount: string) => ({
    amount: amount.trim() === '' ? '0' : amount.trim(),
    currency,
  });
  const offer = offerWords(
    draft.kind === 'percentage'
      ? { kind: 'percentage', percent: Number(draft.percent) || 0 }
      : { kind: 'amount', amount: money(draft.amount) },
  );
  const days = Number(draft.expiryDays) || 0;
  return (
    <div className="c-coupon">
      <strong>{offer}</strong>
      {draft.minimum.trim() !== '' && (
        <Text>{t('coupons.preview.from', { money: formats.money(money(draft.minimum)) })}</Text>
      )}
      <Text>
        {t('coupons.preview.code', { code: draft.codePrefix + unguessable.replaceAll('-', '') })}
      </Text>
      <Text kind="small" tone="subdued">
        {t('coupons.preview.valid', { count: days, formatted: formats.count(days) })}
      </Text>
    </div>
  );
}
