import { useTranslation } from 'react-i18next';
import type { Demand } from '../../functions/insights/products.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';

type Row = Demand['rows'][number];
type Cell = Pick<Row, 'now' | 'before' | 'lastYear' | 'beyondNoise'>;

/** What rows, classes and changes of demand are called. */
export function useDemandWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  const classWords = useClassWords();
  return {
    row: ({ name, price }: Pick<Row, 'name' | 'price'>, of: Demand['of']): string => {
      if (name !== null) return name;
      if (price === null) return of === 'size' ? t('goods.demand.noSize') : t('goods.sold.unknown');
      const from = price.from === null ? null : formats.money(price.from);
      const to = price.to === null ? null : formats.money(price.to);
      if (from === null) return t('goods.demand.below', { to: to ?? '' });
      return to === null
        ? t('goods.demand.above', { from })
        : t('goods.demand.between', { from, to });
    },
    group: (by: Demand['by'], key: string): string => {
      if (key === 'unplaced') return t('goods.demand.unplaced');
      if (key === 'newcomer') return t('goods.demand.newcomer');
      return key === 'walkIn' ? t('goods.sold.walkIn') : classWords(by, key);
    },
    change: (name: string, { now, before }: Cell): string =>
      t('goods.demand.change', {
        name,
        sign: now.orders > before.orders ? '▲' : '▼',
        before: formats.count(before.orders),
        now: formats.count(now.orders),
      }),
    cell: (name: string, group: string, { now, before, beyondNoise }: Cell): string => {
      const text = t('goods.demand.cell', {
        name,
        group,
        before: formats.count(before.orders),
        now: formats.count(now.orders),
      });
      return beyondNoise.before ? t('goods.demand.beyond', { text }) : text;
    },
    period: ({ from, to }: Demand['periods']['now']): string =>
      t('goods.demand.span', { from: formats.calendarDate(from), to: formats.calendarDate(to) }),
  };
}
