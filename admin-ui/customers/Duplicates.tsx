import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { duplicatesQuery } from '../api/family.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Link, OuterLink } from '../ui/Link.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { customerPath } from './paths.ts';
import { useCustomerName } from './useCustomerName.ts';

/** Files that may be one person's; the shop merges them, and these files follow. */
export function Duplicates({ id }: { id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useCustomerName();
  const { data } = useQuery(duplicatesQuery(id));
  if (data === undefined || data.customers.length === 0) return null;
  return (
    <Card title={t('customers.duplicates.title')}>
      <Text as="p" tone="subdued">
        {t('customers.duplicates.body')}
      </Text>
      <List>
        {data.customers.map((other) => (
          <li key={other.id}>
            <Stack gap="tight">
              <Row align="space-between">
                <Link to={customerPath(other.id)}>{nameOf(other)}</Link>
                <OuterLink href={other.shopifyUrl}>{t('customers.duplicates.merge')}</OuterLink>
              </Row>
              <Text kind="small" tone="subdued">
                {other.by.map((kind) => t(`customers.duplicates.by.${kind}`)).join(' · ')}
                {` · ${t('customers.numbers.spent')}: ${formats.money(other.netSpent)}`}
              </Text>
            </Stack>
          </li>
        ))}
      </List>
    </Card>
  );
}
