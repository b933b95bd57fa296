import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import type { Money } from '../../functions/platform/api.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Metric } from '../ui/Metric.tsx';
import { Grid } from '../ui/Page.tsx';
import { compare } from './compare.ts';

/** Four figures, held against 30 days ago where that means something. */
export function MetricCards({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cards } = overview;
  return (
    <Grid min="10.5rem">
      <MoneyCard card="repeat" meaning={t('term.repeatRevenue')} period={cards.repeatRevenue} />
      <MoneyCard card="atStake" meaning={t('term.atRiskRevenue')} period={cards.atRiskRevenue} />
      <Metric
        name={t('overview.cards.coupons')}
        figure={t('overview.cards.couponsOut', {
          count: cards.couponsOut,
          formatted: formats.count(cards.couponsOut),
        })}
        to="/coupons"
        lines={[
          t('overview.cards.couponsRedeemed', { money: formats.money(cards.couponRedeemed) }),
          t('overview.cards.couponsRules', {
            count: cards.activeRules,
            formatted: formats.count(cards.activeRules),
          }),
        ]}
      />
      <Metric
        name={t('overview.cards.customers')}
        figure={formats.count(overview.customers)}
        to={customersPath()}
        lines={[
          t('overview.cards.customersSpent', { money: formats.wholeMoney(overview.netSpent) }),
          t('overview.cards.customersOrders', {
            count: overview.orders,
            formatted: formats.count(overview.orders),
          }),
        ]}
      />
    </Grid>
  );
}

function MoneyCard({
  card,
  meaning,
  period,
}: {
  card: 'repeat' | 'atStake';
  meaning: string;
  period: { now: Money; before: Money };
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const change = compare(period.now.amount, period.before.amount);
  const before = t(`overview.cards.${card}.before`, { money: formats.wholeMoney(period.before) });
  const words = () => {
    const percent = formats.percent(Math.abs(change ?? 0));
    if (change === null) return [];
    if (change === 0) return [t(`overview.cards.${card}.same`)];
    return change > 0
      ? [`▲ ${t(`overview.cards.${card}.more`, { percent })}`]
      : [`▼ ${t(`overview.cards.${card}.less`, { percent })}`];
  };
  return (
    <Metric
      name={t(`overview.cards.${card}.title`)}
      meaning={meaning}
      figure={formats.wholeMoney(period.now)}
      lines={[t(`overview.cards.${card}.note`), ...words(), before]}
    />
  );
}
