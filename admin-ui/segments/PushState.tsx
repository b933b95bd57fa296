import { useTranslation } from 'react-i18next';
import type { PushView } from '../../functions/segments/segments.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Progress } from '../ui/Meter.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** How far marking customers at Shopify is. */
export function PushState({ view }: { view: PushView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { state, done, total, carrying, finishedAt, heldLabels } = view;
  const progress =
    total === 0
      ? t('segments.push.preparing')
      : t('segments.push.progress', { done: formats.count(done), total: formats.count(total) });
  return (
    <Stack gap="tight">
      {state === 'waiting' ? (
        <>
          <Progress label={progress} done={done} of={total} />
          <Text as="p">{progress}</Text>
        </>
      ) : (
        <Text as="p">
          {state === 'never' || finishedAt === null
            ? t('segments.push.never')
            : t('segments.push.carrying', {
                count: carrying,
                formatted: formats.count(carrying),
                when: formats.relative(finishedAt),
              })}
        </Text>
      )}
      {heldLabels.length > 0 && (
        <Text as="p">{t('segments.push.held', { labels: heldLabels.join(', ') })}</Text>
      )}
    </Stack>
  );
}
