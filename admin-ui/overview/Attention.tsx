import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

const known = [
  'read_orders',
  'read_customers',
  'read_products',
  'read_discounts',
  'write_discounts',
] as const;

/** What the shop no longer lets us do, and what of that does not work. */
export function MissingScopes({ missing }: { missing: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" title={t('overview.attention.scopes.title')}>
      <Stack gap="small">
        {known
          .filter((scope) => missing.includes(scope))
          .map((scope) => (
            <Text as="p" key={scope}>
              {t(`overview.attention.scopes.${scope}`)}
            </Text>
          ))}
        <Text as="p">{t('overview.attention.scopes.body')}</Text>
      </Stack>
    </Banner>
  );
}

/** What the last comparison with the shop found and could not put right. */
export function Compared({ attention }: { attention: Overview['attention'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const kind = attention.untold > 0 ? 'untold' : 'unexplained';
  const count = attention[kind];
  return (
    <Banner
      tone="warning"
      title={t(`overview.attention.${kind}.title`)}
      action={{ label: t(`overview.attention.${kind}.action`), to: '/settings/data' }}
    >
      {t(`overview.attention.${kind}.body`, { count, formatted: formats.count(count) })}
    </Banner>
  );
}

/** Customers who asked about their data: the law gives 30 days. */
export function PrivacyDue({ count }: { count: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Banner
      tone="warning"
      title={t('overview.attention.privacy.title')}
      action={{ label: t('overview.attention.privacy.action'), to: '/settings/privacy' }}
    >
      {t('overview.attention.privacy.body', { count, formatted: formats.count(count) })}
    </Banner>
  );
}
