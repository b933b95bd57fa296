import { useTranslation } from 'react-i18next';
import type { CustomerFile } from '../../functions/admin/customers.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

type Known = Extract<CustomerFile['prediction'], { state: 'known' }>;

/** What is to be expected of a customer, or what it takes before anything is. */
export function WhatComesNext({ file: { prediction } }: { file: CustomerFile }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Card title={t('prediction.title')}>
      <Stack gap="small">
        {prediction.state === 'known' ? (
          <>
            <Text as="p" strong>
              {t('prediction.lead', { chance: formats.percent(prediction.chance90) })}
            </Text>
            <Expected prediction={prediction} />
            <Next next={prediction.next} />
            <Text as="p" kind="small" tone="subdued">
              {t('prediction.meaning')}
            </Text>
          </>
        ) : (
          <>
            <Text as="p" strong>
              {t('prediction.notEnough')}
            </Text>
            <Text as="p" tone="subdued">
              {t(`prediction.${prediction.because}`)}
            </Text>
          </>
        )}
      </Stack>
    </Card>
  );
}

function Expected({ prediction }: { prediction: Known }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { chance30, chance90, chance180, expectedOrders, expectedSpend, next } = prediction;
  const orders = Math.round(expectedOrders);
  const chances = [
    [30, chance30],
    [90, chance90],
    [180, chance180],
  ] as const;
  return (
    <Facts
      facts={[
        ...chances.map(([days, chance]) => ({
          key: String(days),
          name: t('prediction.within', { days: formats.count(days) }),
          value: formats.percent(chance),
        })),
        {
          key: 'orders',
          name: t('prediction.orders'),
          value: orders < 1 ? t('prediction.ordersFew') : formats.count(orders),
        },
        { key: 'spend', name: t('prediction.spend'), value: formats.money(expectedSpend) },
        ...(next === null
          ? []
          : [
              {
                key: 'from',
                name: t('prediction.nextFrom'),
                value: formats.calendarDate(next.from),
              },
              { key: 'by', name: t('prediction.nextBy'), value: formats.calendarDate(next.by) },
            ]),
      ]}
    />
  );
}

function Next({ next }: { next: Known['next'] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (next === null) return <Text as="p">{t('prediction.noWindow')}</Text>;
  const by = formats.calendarDate(next.by);
  return <Text as="p">{t(next.isLate ? 'prediction.late' : 'prediction.inTime', { by })}</Text>;
}
