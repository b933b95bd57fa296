import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';

/** Active rules that send nothing until somebody looks at their condition. */
export function HeldRules({ rules }: { rules: Overview['attention']['heldRules'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = rules.length;
  const name = rules.map((rule) => rule.name).join(', ');
  const [first] = rules;
  const to =
    count === 1 && first !== undefined ? `/coupons/${encodeURIComponent(first.id)}` : '/coupons';
  return (
    <Banner
      tone="warning"
      title={t('overview.attention.held.rule.title', {
        count,
        formatted: formats.count(count),
        name,
      })}
      action={{ label: t('overview.attention.held.rule.action'), to }}
    >
      {t('overview.attention.held.rule.body')}
    </Banner>
  );
}

/** Segments whose marks at the shop stay as they are until somebody looks. */
export function HeldLabels({ count }: { count: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Banner
      tone="warning"
      title={t('overview.attention.held.label.title', { count, formatted: formats.count(count) })}
      action={{ label: t('overview.attention.held.label.action'), to: '/segments' }}
    >
      {t('overview.attention.held.label.body')}
    </Banner>
  );
}
