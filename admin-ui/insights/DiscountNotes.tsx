import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Text } from '../ui/Text.tsx';

const notes = ['due', 'full', 'state', 'cause', 'single', 'code', 'counts'] as const;

/** The definitions the sheet's small figures point at, and what it cannot say. */
export function DiscountNotes({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('discounts.notes.title')}>
      <List>
        {notes.map((note) => (
          <li key={note}>
            <Text kind="small">{t(`discounts.notes.${note}`)}</Text>
          </li>
        ))}
      </List>
      <Text as="p" kind="small" tone="subdued">
        {t('discounts.computed', { when: formats.dateTime(checkup.computedAt) })}
      </Text>
    </Card>
  );
}
