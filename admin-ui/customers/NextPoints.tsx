import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';

/** What one more point of each of the three scores takes. */
export function NextPoints({ file: { nextPoints } }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (nextPoints.length === 0) return null;
  const said = nextPoints.map(({ score, orders, money }) => {
    if (money !== null) return t('why.point.monetary', { money: formats.money(money) });
    const count = orders ?? 1;
    return score === 'recency'
      ? t('why.point.recency')
      : t('why.point.frequency', { count, formatted: formats.count(count) });
  });
  return (
    <Text as="p" kind="small" tone="subdued">
      {t('why.point.lead')} {said.join(' · ')}
    </Text>
  );
}
