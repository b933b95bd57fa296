import { isRanked, type FiguresRead } from '../../functions/segments/figures.ts';
import type { OrderValueLists } from '../../functions/segments/orderValues.ts';
import { rankingKeyOf } from '../../functions/segments/ranking.ts';

/** What one customer's ledger, read by itself, adds to the lists cut-offs are worked out from. */
export function addRead(
  values: OrderValueLists,
  { figures, sales, ownDays }: Pick<FiguresRead, 'figures' | 'sales' | 'ownDays'>,
): void {
  const ranking = rankingKeyOf(figures);
  sales.day.forEach((day, sale) => {
    values.add(ranking, day, sales.minor[sale] ?? 0);
  });
  // Who is not ranked sets no rhythm, because gaps may be hidden.
  if (isRanked(figures)) values.of(ranking).gaps.add(ownDays);
}
