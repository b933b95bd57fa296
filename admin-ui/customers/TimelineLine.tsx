import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { TimelineEntry } from '../../functions/admin/customers.schema.ts';
import { CouponState } from '../coupons/CouponState.tsx';
import { useClassWords } from '../i18n/classWords.ts';
import { useSchemeWords } from '../i18n/schemeWords.ts';
import { useFormats, useShopPlace } from '../i18n/shopPlace.ts';
import { formatTime } from '../i18n/dates.ts';
import { Badge } from '../ui/Badge.tsx';
import { Text } from '../ui/Text.tsx';
import { useWhy } from './useWhy.ts';

type Of<Kind extends TimelineEntry['kind']> = Extract<TimelineEntry, { kind: Kind }>;

export function TimelineLine({ entry }: { entry: TimelineEntry }) {
  switch (entry.kind) {
    case 'order':
      return <OrderLine entry={entry} />;
    case 'refund':
      return <RefundLine entry={entry} />;
    case 'class':
      return <ClassLine entry={entry} />;
    case 'coupon':
      return <CouponLine entry={entry} />;
  }
}

function Line({
  entry,
  title,
  value,
  children,
}: {
  entry: TimelineEntry;
  title: ReactNode;
  value?: ReactNode;
  children?: ReactNode;
}) {
  const formats = useFormats();
  const { timeZone } = useShopPlace();
  return (
    <li data-kind={entry.kind}>
      <div>
        <Text strong={entry.kind === 'order'}>{title}</Text>
        <Text as="p" kind="small" tone="subdued">
          <time dateTime={entry.at} title={formats.dateTime(entry.at)}>
            {formatTime(entry.at, { locale: formats.locale, timeZone })}
          </time>
          {children}
        </Text>
      </div>
      {value !== undefined && <div className="c-end">{value}</div>}
    </li>
  );
}

const statusSchema = z.enum([
  'counted',
  'cancelled',
  'refunded',
  'unpaid',
  'test',
  'staff',
  'credit',
]);

function OrderLine({ entry }: { entry: Of<'order'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const status = statusSchema.safeParse(entry.status);
  const details = [
    ...(entry.items > 0
      ? [
          t('customers.timeline.items', {
            count: entry.items,
            formatted: formats.count(entry.items),
          }),
        ]
      : []),
    ...(Number(entry.discount.amount) > 0
      ? [t('customers.timeline.discount', { money: formats.money(entry.discount) })]
      : []),
    ...(entry.codes.length > 0
      ? [t('customers.timeline.code', { codes: entry.codes.join(', ') })]
      : []),
  ];
  return (
    <Line
      entry={entry}
      title={
        <>
          {entry.name === null
            ? t('customers.timeline.orderUnnamed')
            : t('customers.timeline.order', { name: entry.name })}{' '}
          {status.success && status.data !== 'counted' && (
            <Badge>{t(`customers.timeline.status.${status.data}`)}</Badge>
          )}
        </>
      }
      value={
        <Text numeric strong>
          {formats.money(entry.total)}
        </Text>
      }
    >
      {details.map((detail) => ` · ${detail}`)}
    </Line>
  );
}

function RefundLine({ entry }: { entry: Of<'refund'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Line
      entry={entry}
      title={
        entry.name === null
          ? t('customers.timeline.refundUnnamed')
          : t('customers.timeline.refund', { name: entry.name })
      }
      value={<Text numeric>−{formats.money(entry.amount)}</Text>}
    />
  );
}

function ClassLine({ entry }: { entry: Of<'class'> }) {
  const { t } = useTranslation();
  const words = useClassWords();
  const why = useWhy();
  const scheme = useSchemeWords().nameOf(entry.scheme);
  const to = words(entry.scheme, entry.to);
  return (
    <Line
      entry={entry}
      title={
        entry.from === null
          ? t('customers.timeline.placed', { scheme, to })
          : t('customers.timeline.changed', { scheme, from: words(entry.scheme, entry.from), to })
      }
    >
      {' · '}
      {why.because(entry)}
    </Line>
  );
}

function CouponLine({ entry }: { entry: Of<'coupon'> }) {
  const { t } = useTranslation();
  return (
    <Line
      entry={entry}
      title={t('customers.timeline.coupon', { code: entry.code, rule: entry.ruleName })}
      value={<CouponState state={entry.state} />}
    />
  );
}
