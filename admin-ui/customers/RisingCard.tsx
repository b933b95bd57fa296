import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';

type Rising = NonNullable<CustomerFile['rising']>;

/** Whether a customer rises: by what, until when, and what it would take. */
export function RisingCard({ rising }: { rising: Rising }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { rose, expected, order, days } = rising;
  const counted = { days: formats.count(days) };
  return (
    <div className="c-thing">
      <Stack gap="tight">
        <Text as="h3" kind="small" tone="subdued">
          <Term meaning={t('why.rising.meaning')}>{t('why.rising.name')}</Term>
        </Text>
        <Text as="p" kind="heading">
          {t(rising.is ? 'why.rising.yes' : 'why.rising.no')}
        </Text>
        {rose !== null && (
          <Text as="p">
            {t('why.rising.rose', {
              on: formats.calendarDate(rose.on),
              until: formats.calendarDate(rose.until),
            })}
          </Text>
        )}
        {expected !== null && <Expected expected={expected} />}
        <Text as="p" kind="small" tone="subdued">
          {order === null
            ? t('why.rising.none')
            : Number(order.amount.replace('.', '')) === 1
              ? t('why.rising.any', counted)
              : t('why.rising.order', { ...counted, order: formats.money(order) })}
        </Text>
      </Stack>
    </div>
  );
}

function Expected({ expected }: { expected: NonNullable<Rising['expected']> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { amount, soon, next, missing } = expected;
  const sums = {
    amount: formats.money(amount),
    soon: formats.money(soon),
    next: formats.money(next),
  };
  return (
    <>
      <Text as="p">
        {missing === null
          ? t('why.rising.reached', sums)
          : t('why.rising.missing', { ...sums, missing: formats.money(missing) })}
      </Text>
      <Text as="p" kind="small" tone="subdued">
        {t('why.rising.unknown')}
      </Text>
    </>
  );
}
