/**
 * What the schemes need to know of one customer, as of one instant. Days are shop-calendar day
 * numbers (since 1970-01-01), instants epoch seconds; both null without an eligible order.
 */
export interface Figures {
  /** Orders of any state; none at all is a prospect. */
  rows: number;
  /** Eligible ones. */
  orders: number;
  /** Distinct shop-calendar days with an eligible order. */
  orderDays: number;
  netMinor: number;
  firstDay: number | null;
  lastDay: number | null;
  firstAt: number | null;
  lastAt: number | null;
  /** The shop says there are more orders than we may see. */
  historyIncomplete: boolean;
}

/** Shop-calendar days since the last eligible order; null without one. */
export function lapsedDays(figures: Pick<Figures, 'lastDay'>, today: number): number | null {
  return figures.lastDay === null ? null : Math.max(0, today - figures.lastDay);
}

/** Ranked: an eligible order and a complete history. */
export function isRanked(figures: Pick<Figures, 'orders' | 'historyIncomplete'>): boolean {
  return figures.orders > 0 && !figures.historyIncomplete;
}
