import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';

/** Orders nobody's file can hold, and how large a part of all they are. */
export function WalkIn({ overview: { walkIn, orders } }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (walkIn.orders === 0) return null;
  return (
    <Card title={<Term meaning={t('term.walkIn')}>{t('word.walk_in')}</Term>}>
      <Text as="p" tone="subdued">
        {t('overview.walkIn.body', {
          orders: formats.count(walkIn.orders),
          money: formats.wholeMoney(walkIn.netSpent),
          share: formats.percent(walkIn.orders / Math.max(1, orders)),
        })}
      </Text>
    </Card>
  );
}
