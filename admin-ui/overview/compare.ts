/**
 * Relative change between two amounts as a share (0.12: 12 % more), rounded to whole percent; null
 * where the one before is not above zero, because nothing can be said in percent of nothing.
 * Only for display: amounts stay decimal strings everywhere else.
 */
export function compare(now: string, before: string): number | null {
  const from = Number(before);
  if (!(from > 0)) return null;
  const share = Math.round(((Number(now) - from) / from) * 100) / 100;
  return share === 0 ? 0 : share;
}

/** One amount's part of a whole, 0–1; 0 where there is no whole. */
export function shareOf(part: string, whole: string): number {
  const all = Number(whole);
  return all > 0 ? Math.min(1, Math.max(0, Number(part) / all)) : 0;
}

/** Sum for shares and bars only, not for showing: amounts shown are exact. */
export function roughSum(groups: readonly { netSpent: { amount: string } }[]): string {
  return String(groups.reduce((sum, group) => sum + Number(group.netSpent.amount), 0));
}
