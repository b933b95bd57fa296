import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';

/** Where the customer stands, in one sentence a shopkeeper would say. */
export function LeadSentence({ file }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const days = (count: number) =>
    t('customers.file.day', { count, formatted: formats.count(count) });
  const { recencyDays, usualGapDays, orders } = file;
  if (orders === 0 || recencyDays === null) {
    return t(file.unranked === 'prospect' ? 'customers.file.prospect' : 'customers.file.noValid');
  }
  const today = recencyDays === 0;
  if (orders === 1) {
    return today
      ? t('customers.file.oneToday')
      : t('customers.file.one', { days: days(recencyDays) });
  }
  if (usualGapDays !== null) {
    const gap = days(Math.round(usualGapDays));
    return today
      ? t('customers.file.rhythmToday', { gap })
      : t('customers.file.rhythm', { gap, days: days(recencyDays) });
  }
  const count = { count: orders, formatted: formats.count(orders) };
  return today
    ? t('customers.file.noRhythmToday', count)
    : t('customers.file.noRhythm', { ...count, days: days(recencyDays) });
}
