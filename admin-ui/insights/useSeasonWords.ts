import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/shopPlace.ts';

/** How busy the coming days were a year ago; null: less than a year of orders. */
export function useSeasonWords(): (ratio: number | null, days: number) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (ratio, days) => {
    if (ratio === null) return t('forecast.season.unknown');
    const share = formats.percent(Math.abs(ratio - 1));
    const what = { share, days: formats.count(days) };
    if (Math.round(Math.abs(ratio - 1) * 100) === 0) return t('forecast.season.average', what);
    return ratio > 1 ? t('forecast.season.busier', what) : t('forecast.season.quieter', what);
  };
}
