import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { useSegmentDeed } from '../api/segments.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { toast } from '../ui/toast.ts';

/** Why nothing is sent to this segment now, and what ends that. */
export function HeldBanner({ segment: { id, held } }: { segment: SegmentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useFailureWords();
  const deed = useSegmentDeed(id);
  if (held === null) return null;
  const number = (value: number | null) => (value === null ? '–' : formats.count(value));
  return (
    <Banner
      tone="warning"
      title={t(`segments.held.${held.reason}.title`)}
      {...(held.reason === 'grown' && {
        action: {
          label: t('segments.held.accept'),
          loading: deed.isPending,
          onAction: () => {
            deed.mutate(
              { do: 'accept' },
              {
                onSuccess: () => toast(t('segments.held.accepted')),
                onError: (error) => window.shopify.toast.show(words(error), { isError: true }),
              },
            );
          },
        },
      })}
    >
      {held.reason === 'grown'
        ? t('segments.held.grown.body', { count: number(held.count), before: number(held.before) })
        : t('segments.held.unreadable.body')}
    </Banner>
  );
}
