import { useTranslation } from 'react-i18next';
import type { Retention } from '../../functions/privacy/retention.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Field } from '../ui/Field.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

export interface PeriodProps {
  group: Retention['groups'][number] & { text: string; isSound: boolean };
  onChange: (text: string) => void;
}

/** One kind of data: what it is, what it is kept for, and for how many days. */
export function Period({ group: { group, bounds, days, text, isSound }, onChange }: PeriodProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = t(`records.retention.groups.${group}.name`);
  const why = t(`records.retention.groups.${group}.why`);
  if (bounds === null) {
    return (
      <Stack gap="tight">
        <Text>{name}</Text>
        <Text>{t('records.retention.fixed', { count: days, days: formats.count(days) })}</Text>
        <Text as="p" kind="small" tone="subdued">
          {why}
        </Text>
      </Stack>
    );
  }
  const { least, most } = bounds;
  const range = { least: formats.count(least), most: formats.count(most) };
  return (
    <Field
      label={name}
      value={text}
      onChange={onChange}
      kind="whole"
      suffix={t('records.retention.days')}
      help={why}
      error={isSound ? undefined : t('records.retention.between', range)}
    />
  );
}
