import type { ReconcileState } from './reconcileState.schema.ts';

/** What of the last comparison somebody should look at. */
export interface ReconcileAttention {
  /** Customers that differ and no order says why. */
  unexplained: number;
  /** Changed orders of which no webhook told, where those are most of them; else 0. */
  untold: number;
}

/** Fewer may be deliveries that were only late. */
const fewestUntold = 5;

/**
 * Subscriptions that the app's own file declares cannot be listed through the API. Whether they
 * work shows in what they bring: where the comparison had to tell the files of most orders that
 * changed since the last one, the shop's deliveries do not arrive.
 */
export function attentionOf(last: ReconcileState['last']): ReconcileAttention {
  if (last === null) return { unexplained: 0, untold: 0 };
  const { unexplained, missed, ordersRead } = last;
  const mostly = missed >= fewestUntold && missed * 2 > ordersRead;
  return { unexplained, untold: mostly ? missed : 0 };
}
