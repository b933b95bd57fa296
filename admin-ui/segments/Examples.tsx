import { useTranslation } from 'react-i18next';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { newSegmentPath } from './segmentPath.ts';

/** One of every form of condition; a test holds them to the language. */
export const examples = [
  ['compare', 'number_of_orders >= 3 AND last_order_date < -90d'],
  ['choice', "rfm_level IN ('A', 'B')"],
  ['between', 'net_spent BETWEEN 100 AND 500'],
  ['not', "NOT (customer_tags CONTAINS 'vip' OR wholesale = true)"],
  ['unknown', 'usual_gap_days IS NOT NULL'],
] as const;

export function Examples() {
  const { t } = useTranslation();
  return (
    <Card title={t('segments.help.how')}>
      <Text as="p">{t('segments.help.joined')}</Text>
      <List>
        {examples.map(([key, query]) => (
          <li key={key}>
            <Stack gap="tight">
              <Text as="p">{t(`segments.help.example.${key}`)}</Text>
              <div>
                <code className="c-code c-break">{query}</code>{' '}
                <Link
                  to={newSegmentPath(query)}
                  label={`${t('segments.help.try')}: ${t(`segments.help.example.${key}`)}`}
                >
                  {t('segments.help.try')}
                </Link>
              </div>
            </Stack>
          </li>
        ))}
      </List>
      <Text as="p">{t('segments.help.undecided')}</Text>
    </Card>
  );
}
