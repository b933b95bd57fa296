import { useTranslation } from 'react-i18next';
import type { ChartWords } from '../ui/ChartCard.tsx';

/** What the buttons under every drawing say. */
export function useChartWords(): ChartWords {
  const { t } = useTranslation();
  return {
    table: t('shell.asTable'),
    chart: t('shell.asChart'),
    csv: t('overview.matrix.csv'),
  };
}
