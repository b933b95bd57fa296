import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';

/** How fresh the page is, in one line. */
export function StatusLine({ overview: { freshness } }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { lastOrderAt, computedAt, queue } = freshness;
  const parts = [
    lastOrderAt === null
      ? t('overview.status.noOrder')
      : t('overview.status.lastOrder', { when: formats.relative(lastOrderAt) }),
    computedAt === null
      ? t('overview.status.notYet')
      : t('overview.status.classes', { when: formats.relative(computedAt) }),
  ];
  if (queue !== null && queue > 0) {
    parts.push(t('overview.status.queue', { count: queue, formatted: formats.count(queue) }));
  }
  return <span data-testid="status">{parts.join(' · ')}</span>;
}
