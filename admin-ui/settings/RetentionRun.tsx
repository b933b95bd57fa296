import { useTranslation } from 'react-i18next';
import { retentionGroups, type Retention } from '../../functions/privacy/retention.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Text } from '../ui/Text.tsx';

/** When the last night's run was, and how much it erased of what. */
export function RetentionRun({ lastRun }: Pick<Retention, 'lastRun'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (lastRun === null) {
    return (
      <Text as="p" kind="small" tone="subdued">
        {t('records.retention.notYet')}
      </Text>
    );
  }
  const at = formats.dateTime(lastRun.at);
  const erased = retentionGroups.flatMap((group) => {
    const count = lastRun.erased[group] ?? 0;
    const name = t(`records.retention.groups.${group}.name`);
    return count === 0 ? [] : [`${name}: ${formats.count(count)}`];
  });
  return (
    <Text as="p" kind="small" tone="subdued">
      {erased.length === 0
        ? t('records.retention.nothing', { at })
        : t('records.retention.erased', { at, what: erased.join(' · ') })}
    </Text>
  );
}
