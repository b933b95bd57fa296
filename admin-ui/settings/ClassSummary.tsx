import { useTranslation } from 'react-i18next';
import type { SettingsPreview } from '../../functions/segments/settingsPreview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** wrong: a field cannot be read or is refused; applying: saved, and the next run is under way. */
type FormState = 'wrong' | 'kept' | 'changed' | 'applying';

/** What saving would do, all schemes together. */
export function ClassSummary({
  preview,
  busy,
  state,
}: {
  preview: SettingsPreview | undefined;
  busy: boolean;
  state: FormState;
}) {
  const { t } = useTranslation();
  return (
    <Card title={t('classes.summary.title')}>
      <div aria-live="polite" aria-busy={busy}>
        {state === 'wrong' ? (
          <Text as="p">{t('classes.summary.wrong')}</Text>
        ) : preview === undefined ? (
          <SkeletonLines lines={4} />
        ) : (
          <Summary preview={preview} state={state} />
        )}
      </div>
      <Text as="p" strong>
        {t('classes.summary.sendsNothing')}
      </Text>
    </Card>
  );
}

function Summary({ preview, state }: { preview: SettingsPreview; state: FormState }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { computedAt, customers, changed, unseen } = preview;
  if (computedAt === null || customers === 0)
    return <Text as="p">{t('classes.summary.nobody')}</Text>;
  const counts = {
    count: changed,
    formatted: formats.count(changed),
    of: formats.count(customers),
  };
  return (
    <Stack gap="small">
      <Text as="p" kind="heading">
        {state === 'applying'
          ? t('classes.summary.applying', counts)
          : state === 'kept'
            ? t('classes.summary.unchanged')
            : changed === 0
              ? t('classes.summary.nobodyMoves')
              : t('classes.summary.changed', counts)}
      </Text>
      <Text as="p" kind="small" tone="subdued">
        {t('classes.summary.against', { when: formats.relative(computedAt) })}
      </Text>
      {unseen.length > 0 && <Text as="p">{t('classes.summary.unseen')}</Text>}
    </Stack>
  );
}
