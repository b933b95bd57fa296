/** What a step to another class takes, in the scheme's own terms. */
export type Need =
  /** Points of the level; of how recent and how often for a segment. */
  | { what: 'points' | 'recency' | 'frequency'; amount: number }
  | { what: 'money'; minor: number }
  /** Orders of any kind; days with an order; orders without and with a discount code. */
  | { what: 'orders' | 'orderDays' | 'fullPriceOrders' | 'codeOrders'; amount: number }
  /** How much more even the time between orders must become (coefficient of variation). */
  | { what: 'evenness'; amount: number };

/** The next class up or down: all of `needs` must come, going up, or go, going down. */
export interface Step {
  to: string;
  needs: Need[];
}

export interface Steps {
  up: Step[];
  down: Step[];
}

export const noSteps: Steps = { up: [], down: [] };

/** What is missing up to a bound; nothing where it is reached. */
export function missing<W extends 'orders' | 'orderDays' | 'fullPriceOrders' | 'evenness'>(
  what: W,
  amount: number,
): { what: W; amount: number }[] {
  return amount > 0 ? [{ what, amount }] : [];
}
