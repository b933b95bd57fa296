import { useTranslation } from 'react-i18next';
import type { Overview } from '../../functions/insights/overview.schema.ts';
import type { Money } from '../../functions/platform/api.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Metric } from '../ui/Metric.tsx';
import { Grid } from '../ui/Page.tsx';
import { compare } from './compare.ts';

/** Four figures of the last 30 days, each against the 30 days before where that means something. */
export function MetricCards({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cards } = overview;
  return (
    <Grid min="10.5rem">
      <MoneyCard
        name={t('overview.cards.repeat')}
        meaning={t('term.repeatRevenue')}
        period={cards.repeatRevenue}
      />
      <MoneyCard
        name={t('overview.cards.atRisk')}
        meaning={t('term.atRiskRevenue')}
        period={cards.atRiskRevenue}
      />
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
  name,
  meaning,
  period,
}: {
  name: string;
  meaning: string;
  period: { now: Money; before: Money };
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const change = compare(period.now.amount, period.before.amount);
  const before = t('overview.cards.before', { money: formats.wholeMoney(period.before) });
  const lines = [t('overview.cards.label'), before];
  if (change !== null) {
    const percent = formats.percent(Math.abs(change));
    lines.splice(
      1,
      0,
      change === 0
        ? t('overview.cards.same')
        : change > 0
          ? `▲ ${t('overview.cards.more', { percent })}`
          : `▼ ${t('overview.cards.less', { percent })}`,
    );
  }
  return (
    <Metric name={name} meaning={meaning} figure={formats.wholeMoney(period.now)} lines={lines} />
  );
}
