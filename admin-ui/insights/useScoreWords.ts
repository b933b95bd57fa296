import { useTranslation } from 'react-i18next';
import type { HeatAxis } from '../../functions/insights/insights.schema.ts';

const scores = ['1', '2', '3', '4', '5'] as const;

/** What the scores of each axis are called. */
export function useScoreWords() {
  const { t } = useTranslation();
  return {
    axis: (axis: HeatAxis) => t(`value.heat.axis.${axis}`),
    score: (axis: HeatAxis, score: number): string => {
      const key = scores[score - 1] ?? '1';
      return axis === 'monetary'
        ? t(`value.heat.monetary.${key}`)
        : t(`overview.matrix.${axis}.${key}`);
    },
  };
}
