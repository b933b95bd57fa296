import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { useSegmentDeed } from '../api/segments.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Link } from '../ui/Link.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { HeldConfirm } from './HeldConfirm.tsx';

/** Why nothing is sent to this segment now, and what ends that. */
export function HeldBanner({ segment, onEdit }: { segment: SegmentView; onEdit: () => void }) {
  const { t } = useTranslation();
  const { id, held } = segment;
  const deed = useSegmentDeed(id);
  const [asking, setAsking] = useState(false);
  if (held === null) return null;
  const edit = { label: t('segments.held.edit'), onAction: onEdit };
  return (
    <>
      <Banner
        tone="warning"
        title={t(`segments.held.${held.reason}.title`)}
        {...(held.reason === 'grown'
          ? {
              action: {
                label: t('segments.held.accept'),
                onAction: () => {
                  setAsking(true);
                },
              },
              otherwise: edit,
            }
          : { action: edit })}
      >
        <Stack gap="small">
          <Found segment={segment} />
          <Text as="p">{t(`segments.held.${held.reason}.body`)}</Text>
        </Stack>
      </Banner>
      <HeldConfirm
        segment={segment}
        open={asking}
        working={deed.isPending}
        failure={deed.error}
        onClose={() => {
          setAsking(false);
        }}
        onAccept={() => {
          deed.mutate(
            { do: 'accept', count: held.count },
            {
              onSuccess: () => {
                setAsking(false);
                toast(t('segments.held.accepted'));
              },
            },
          );
        }}
      />
    </>
  );
}

/** Since when, and how many it finds instead of how many. */
function Found({ segment: { query, held } }: { segment: SegmentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (held === null) return null;
  const { since, count, before } = held;
  const when = since === null ? null : t('segments.held.since', { when: formats.dateTime(since) });
  if (count === null) return when === null ? null : <Text as="p">{when}</Text>;
  return (
    <Text as="p">
      {when}{' '}
      <Link to={customersPath({ query })}>
        {t('segments.held.now', { count, formatted: formats.count(count) })}
      </Link>
      {before !== null && ` ${t('segments.held.before', { before: formats.count(before) })}`}
    </Text>
  );
}
