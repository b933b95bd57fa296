import { useTranslation } from 'react-i18next';
import type { SettingsPreview } from '../../functions/segments/settingsPreview.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useSchemeWords } from '../i18n/schemeWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Link } from '../ui/Link.tsx';
import { PlainTable } from '../ui/PlainTable.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { classQuery } from './classQuery.ts';

type Preview = SettingsPreview['schemes'][number];

/** How many customers each class of a scheme holds now, and would hold. */
export function ClassSizes({
  preview: { scheme, groups, changed },
  named,
}: {
  preview: Preview;
  /** Beside another scheme: each says which it is. */
  named: boolean;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nameOf = useClassWords();
  const title = useSchemeWords().nameOf(scheme);
  return (
    <Stack gap="small">
      {named && (
        <Text as="h3" strong>
          {title}
        </Text>
      )}
      <Text as="p" tone="subdued">
        {changed === 0
          ? t('classes.sizes.same')
          : t('classes.sizes.changed', { count: changed, formatted: formats.count(changed) })}
      </Text>
      <PlainTable
        caption={t('classes.sizes.caption', { scheme: title })}
        columns={[
          t('classes.sizes.class'),
          t('classes.sizes.before'),
          t('classes.sizes.after'),
          t('classes.sizes.difference'),
        ]}
        rows={groups.map(({ key, before, after }) => ({
          key,
          cells: [
            nameOf(scheme, key),
            <Link
              key={key}
              look="quiet"
              to={customersPath({ query: classQuery(scheme, key) })}
              label={`${nameOf(scheme, key)}: ${formats.count(before)}`}
            >
              {formats.count(before)}
            </Link>,
            formats.count(after),
            difference(after - before, formats.count),
          ],
        }))}
      />
    </Stack>
  );
}

/** In words and arrows: whether more or fewer is good is not for us to say. */
function difference(by: number, count: (value: number) => string): string {
  return by === 0 ? '–' : `${by > 0 ? '▲' : '▼'} ${count(Math.abs(by))}`;
}
