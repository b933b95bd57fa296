import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Link } from '../ui/Link.tsx';
import { Text } from '../ui/Text.tsx';

/** Customers with company orders or a chosen tag, who are compared with each other only. */
export function Wholesale({ overview: { wholesale } }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (wholesale === null) return null;
  return (
    <Card title={t('word.wholesale')}>
      <Text as="p" tone="subdued">
        {t('overview.wholesale.body', {
          ranked: formats.count(wholesale.ranked),
          money: formats.wholeMoney(wholesale.netSpent),
        })}
      </Text>
      <Link to={customersPath({ query: wholesale.query })}>
        {t('overview.wholesale.show', { customers: formats.count(wholesale.customers) })}
      </Link>
    </Card>
  );
}
