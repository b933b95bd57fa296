import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Text } from '../ui/Text.tsx';

export interface AsOfDayProps {
  /** YYYY-MM-DD; undefined: now. */
  asOf: string | undefined;
  onChange: (asOf: string | undefined) => void;
}

/** Chooses the day the file is shown of; the day is in the address. */
export function AsOfDay({
  asOf,
  onChange,
  refused,
}: AsOfDayProps & { refused?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <DateField
      label={t('why.asOf.label')}
      help={t('why.asOf.help')}
      value={asOf ?? ''}
      error={refused}
      onChange={(day) => onChange(day === '' ? undefined : day)}
    />
  );
}

/** Says that this is a past day, and leads back. */
export function PastBanner({
  past,
  onBack,
}: {
  past: NonNullable<CustomerFile['past']>;
  onBack: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Banner
      title={t('why.asOf.title', { date: formats.calendarDate(past.date) })}
      action={{ label: t('why.asOf.back'), onAction: onBack }}
    >
      <Text as="p">{t(past.there ? 'why.asOf.body' : 'why.asOf.notThere')}</Text>
    </Banner>
  );
}
