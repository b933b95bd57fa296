import { useTranslation } from 'react-i18next';
import type { Cohorts } from '../../functions/insights/insights.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { addAmounts } from '../coupons/addAmounts.ts';
import { shareOf } from '../overview/compare.ts';
import { useMonths } from './useMonths.ts';

/** What the cohorts say in one sentence. */
export function useCohortFinding(): (cohorts: Cohorts, measure: 'retention' | 'money') => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const months = useMonths();
  return ({ cohorts }, measure) => {
    if (cohorts.length === 0) return t('comeback.none.body');
    if (measure === 'money') {
      const all = sumOf(cohorts.map(({ netSpent }) => netSpent.amount));
      const first = sumOf(cohorts.map((cohort) => cohort.months[0]?.netSpent.amount ?? '0'));
      const currency = cohorts[0]?.netSpent.currency ?? '';
      return t('comeback.cohorts.findingMoney', {
        money: currency === '' ? '0' : formats.wholeMoney({ amount: all, currency }),
        share: formats.percent(1 - shareOf(first, all)),
      });
    }
    // The last month of every row is not over, and says too little.
    const over = cohorts.filter((cohort) => cohort.months.length > 2 && cohort.customers > 0);
    const size = over.reduce((sum, { customers }) => sum + customers, 0);
    const back = over.reduce((sum, cohort) => sum + (cohort.months[1]?.customers ?? 0), 0);
    const first = cohorts[0]?.month;
    if (size === 0) {
      return first === undefined
        ? t('comeback.none.body')
        : t('comeback.cohorts.early', { month: months(first) });
    }
    return t('comeback.cohorts.finding', {
      number: formats.count(Math.round((100 * back) / size)),
    });
  };
}

/** Exact to the digits given. */
function sumOf(amounts: readonly string[]): string {
  return amounts.reduce(addAmounts, '0');
}
