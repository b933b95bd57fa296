import { useTranslation } from 'react-i18next';
import type { DiscountCheckup } from '../../functions/insights/discounts.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useChartWords } from '../i18n/useChartWords.ts';
import { shareOf } from '../overview/compare.ts';
import { ChartCard } from '../ui/ChartCard.tsx';
import { ShareBars } from '../ui/ShareBars.tsx';
import { Grid } from '../ui/Page.tsx';

/** How much of it went to orders that would likely have come, or been paid in full, without it. */
export function DiscountNeed({ checkup }: { checkup: DiscountCheckup }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useChartWords();
  const { byNeed, byTiming, discounted } = checkup;
  const whole = discounted.discount.amount;
  const anyway = byNeed
    .filter(({ key }) => key === 'dueAndFull' || key === 'due' || key === 'full')
    .reduce((sum, part) => sum + shareOf(part.discount.amount, whole), 0);
  const due = byTiming.find(({ key }) => key === 'due')?.orders ?? 0;
  const columns = [t('discounts.whom.group'), t('discounts.whom.orders'), t('discounts.given')];
  const need = byNeed.map((part) => ({ ...part, name: t(`discounts.need.${part.key}`) }));
  const timing = byTiming.map((part) => ({ ...part, name: t(`discounts.timing.${part.key}`) }));
  const tableOf = (caption: string, parts: typeof need | typeof timing) => ({
    caption,
    columns,
    rows: parts.map(({ key, name, orders, discount }) => ({
      key,
      cells: [name, formats.count(orders), formats.money(discount)],
    })),
  });
  const csvOf = (name: string, parts: typeof need | typeof timing) => ({
    name,
    rows: [
      [...columns, 'currency'],
      ...parts.map((part) => [
        part.name,
        part.orders,
        part.discount.amount,
        part.discount.currency,
      ]),
    ],
  });
  return (
    <Grid min="20rem">
      <ChartCard
        title={t('discounts.need.title')}
        finding={t('discounts.need.finding', { share: formats.percent(anyway) })}
        table={tableOf(t('discounts.need.title'), need)}
        csv={csvOf('discounts-needed.csv', need)}
        words={words}
      >
        <ShareBars
          bars={need.map(({ key, name, discount }) => ({
            key,
            name,
            share: shareOf(discount.amount, whole),
            figure: formats.money(discount),
          }))}
        />
      </ChartCard>
      <ChartCard
        title={t('discounts.timing.title')}
        finding={t('discounts.timing.finding', {
          share: formats.percent(due / Math.max(1, discounted.orders)),
        })}
        table={tableOf(t('discounts.timing.title'), timing)}
        csv={csvOf('discounts-timing.csv', timing)}
        words={words}
      >
        <ShareBars
          bars={timing.map(({ key, name, orders }) => ({
            key,
            name,
            share: orders / Math.max(1, discounted.orders),
            figure: formats.count(orders),
          }))}
        />
      </ChartCard>
    </Grid>
  );
}
