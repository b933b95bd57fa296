import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Progress } from '../ui/Meter.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { Compared, MissingScopes, PrivacyDue } from './Attention.tsx';
import { HeldLabels, HeldRules } from './HeldBack.tsx';
import { HistoryFailed } from './HistoryFailed.tsx';

/**
 * At most one banner, the gravest: a failed history import, one under way, what the shop does not
 * allow, customers
 * who wait for an answer about their data, what was not taken in, coupon rules and segments on
 * hold, what differs from the shop, else an incomplete history.
 */
export function NeedsAttention({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (overview.backfill.state === 'failed') {
    return <HistoryFailed />;
  }
  if (overview.backfill.state === 'running') return <Backfill backfill={overview.backfill} />;
  const { attention } = overview;
  if (attention.missingScopes.length > 0) {
    return <MissingScopes missing={attention.missingScopes} />;
  }
  if (attention.privacyDue > 0) return <PrivacyDue count={attention.privacyDue} />;
  if (overview.deadLetters > 0) {
    return (
      <Banner
        tone="warning"
        title={t('overview.deadLetters.title')}
        action={{ label: t('overview.deadLetters.action'), to: '/settings/data' }}
      >
        {t('overview.deadLetters.body', {
          count: overview.deadLetters,
          formatted: formats.count(overview.deadLetters),
        })}
      </Banner>
    );
  }
  if (attention.heldRules.length > 0) return <HeldRules rules={attention.heldRules} />;
  if (attention.heldLabels > 0) return <HeldLabels count={attention.heldLabels} />;
  if (attention.untold + attention.unexplained > 0) return <Compared attention={attention} />;
  const listedToday = overview.today.some((one) => one.kind === 'incomplete');
  if (overview.historyIncomplete === 0 || listedToday) return null;
  return (
    <Banner
      title={t('overview.incomplete.title')}
      action={{ label: t('overview.incomplete.action'), to: '/import' }}
    >
      {t('overview.incomplete.body', {
        count: overview.historyIncomplete,
        formatted: formats.count(overview.historyIncomplete),
      })}
    </Banner>
  );
}

function Backfill({ backfill }: { backfill: Overview['backfill'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { orders, customers, total } = backfill;
  const figures = { orders: formats.count(orders), customers: formats.count(customers) };
  const sentence =
    orders === 0
      ? t('overview.backfill.preparing')
      : total === null
        ? t('overview.backfill.progressUnknown', figures)
        : t('overview.backfill.progress', { ...figures, total: formats.count(total) });
  return (
    <Banner title={t('overview.backfill.running')}>
      <Stack gap="small">
        <Text as="p">{sentence}</Text>
        <Progress label={t('overview.backfill.running')} done={orders} of={total} />
      </Stack>
    </Banner>
  );
}
