import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Grid } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

type Item = Overview['today'][number];

const numbers = ['none', 'one', 'two', 'three'] as const;

/** What is worth doing first, most valuable first, each with one action. */
export function Today({ overview: { today } }: { overview: Overview }) {
  const { t } = useTranslation();
  return (
    <Card title={t(`overview.today.heading.${numbers[today.length] ?? 'three'}`)}>
      {today.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('overview.today.nothing')}
        </Text>
      ) : (
        <Grid min="16rem">
          {today.map((item) => (
            <Thing key={item.kind} item={item} />
          ))}
        </Grid>
      )}
    </Card>
  );
}

const elsewhere: Partial<Record<Item['kind'], string>> = {
  incomplete: '/import',
  firstRule: '/coupons',
  waitingCoupons: '/coupons',
};

function Thing({ item }: { item: Item }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = item.netSpent === null ? '' : formats.wholeMoney(item.netSpent);
  const count = { count: item.customers, formatted: formats.count(item.customers) };
  const to =
    elsewhere[item.kind] ?? customersPath(item.query === null ? {} : { query: item.query });
  return (
    <div className="c-thing">
      <Stack gap="tight">
        <Text as="h3" strong>
          {item.kind === 'firstRule'
            ? t('overview.today.firstRule.title')
            : t(`overview.today.${item.kind}.title`, count)}
        </Text>
        <Text as="p" tone="subdued">
          {t(`overview.today.${item.kind}.body`, { money })}
        </Text>
      </Stack>
      <div>
        <Button to={to}>{t(`overview.today.${item.kind}.action`)}</Button>
      </div>
    </div>
  );
}
