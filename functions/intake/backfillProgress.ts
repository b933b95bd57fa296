import type { BackfillState } from './backfillState.schema.ts';
import type { Overview } from '../insights/overview.schema.ts';

/** How far a shop's history is, as merchants see it. */
export function progressOf(state: BackfillState | undefined): Overview['backfill'] {
  if (state === undefined) {
    return { state: 'none', orders: 0, customers: 0, total: null, message: null };
  }
  const { orders, customers, failure } = state;
  const finished = state.phase === 'done' ? 'done' : 'running';
  return {
    state: failure === null ? finished : 'failed',
    orders,
    customers,
    total: state.phase === 'orders' ? state.total : null,
    message: failure,
  };
}
