import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Text } from '../ui/Text.tsx';

const consentSchema = z.enum([
  'subscribed',
  'unsubscribed',
  'pending',
  'notSubscribed',
  'redacted',
  'unknown',
]);

/** How to reach the customer, as far as the shop lets us know. */
export function Contact({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const consent = consentSchema.safeParse(file.emailConsent);
  const withheld = file.name === null && file.email === null && file.phone === null;
  return (
    <Card title={t('customers.contact.title')}>
      {withheld ? (
        <Text as="p" tone="subdued">
          {t('customers.file.withheld')}
        </Text>
      ) : null}
      <Facts
        facts={[
          ...(file.email === null
            ? []
            : [{ key: 'email', name: t('customers.contact.email'), value: file.email }]),
          ...(file.phone === null
            ? []
            : [{ key: 'phone', name: t('customers.contact.phone'), value: file.phone }]),
          {
            key: 'consent',
            name: t('customers.contact.consent'),
            value: consent.success
              ? t(`customers.contact.consentState.${consent.data}`)
              : t('customers.contact.unknown'),
          },
          {
            key: 'tags',
            name: t('customers.contact.tags'),
            value: file.tags.length === 0 ? t('shell.none') : file.tags.join(', '),
          },
        ]}
      />
    </Card>
  );
}
