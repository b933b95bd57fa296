import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Who } from '../../functions/insights/insights.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useInsightsWay } from './useInsightsWay.ts';
import { WhoSwitch } from './WhoSwitch.tsx';

/** An insight that says when it was counted, and lets choose whose orders it is about. */
export function CountedPage({
  title,
  counted,
  who,
  onWho,
  children,
}: {
  title: string;
  /** Null until it is known, or before the shop's first run. */
  counted: { computedAt: string; wholesale: number } | null;
  who: Who;
  onWho: (who: Who) => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Page
      title={title}
      back={useInsightsWay()}
      {...(counted !== null && {
        subtitle: t('comeback.counted', { when: formats.relative(counted.computedAt) }),
        actions: <WhoSwitch who={who} wholesale={counted.wholesale} onChange={onWho} />,
      })}
    >
      <Stack gap="large">{children}</Stack>
    </Page>
  );
}
