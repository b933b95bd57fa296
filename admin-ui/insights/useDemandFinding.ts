import { useTranslation } from 'react-i18next';
import type { Demand } from '../../functions/insights/products.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { useDemandWords } from './useDemandWords.ts';

/** Changes named in the sentence; all are shaded. */
const mostNamed = 4;

type Cell = Demand['total']['byClass'][number];

/** The classes with an order in any of the periods, with their places in the answer. */
export function usedClasses({ classes, total }: Demand): { key: string; place: number }[] {
  return classes.flatMap((key, place) => (isUsed(total.byClass[place]) ? [{ key, place }] : []));
}

function isUsed(cell: Cell | undefined): boolean {
  if (cell === undefined) return false;
  return cell.now.orders + cell.before.orders + (cell.lastYear?.orders ?? 0) > 0;
}

/** What changed by more than chance, in one sentence; or why that cannot be said. */
export function useDemandFinding(demand: Demand, days: number): string {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useDemandWords();
  const { total, of, by } = demand;
  const bySize = of === 'size';
  // What has no size is no change of sizes, and in most shops would stand before all of them.
  const rows = bySize ? demand.rows.filter(({ name }) => name !== null) : demand.rows;
  if (total.now.orders + total.before.orders === 0) return t('goods.demand.none');
  if (bySize && rows.length === 0) return t('goods.demand.noSizes');
  const used = usedClasses(demand);
  const changes = rows.flatMap((row) => {
    const name = words.row(row, of);
    const parts = used.flatMap(({ key, place }) => {
      const cell = row.byClass[place];
      const isTold = cell?.beyondNoise.before === true;
      return isTold ? [words.change(`${name}, ${words.group(by, key)}`, cell)] : [];
    });
    return row.beyondNoise.before ? [words.change(name, row), ...parts] : parts;
  });
  if (total.beyondNoise.before && !bySize) {
    changes.unshift(words.change(t('goods.sold.total'), total));
  }
  if (changes.length > 0) {
    const more = changes.length > mostNamed ? ' …' : '';
    return t('goods.demand.findingMore', { list: changes.slice(0, mostNamed).join(' · ') + more });
  }
  if (bySize) return t('goods.demand.noSizeChange', { days: formats.count(days) });
  return t('goods.demand.findingNone', {
    days: formats.count(days),
    now: formats.count(total.now.orders),
    before: formats.count(total.before.orders),
  });
}
