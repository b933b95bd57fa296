import { healOrder } from './healOrder.ts';
import { inParallel } from './inParallel.ts';
import type { OpenShop } from './openShop.ts';
import type { CustomerDesk } from './reconcileCustomer.ts';
import type { ReconcileRun } from './reconcileState.schema.ts';
import { withHealed } from './withHealed.ts';

/**
 * Reads one page of the orders the shop changed since the last run and makes sure the files know
 * them as they are now: what a lost webhook would have told is told here. Answers the run as it
 * stands after it; a null cursor with `phase` "customers" is the end.
 */
export async function reconcileOrders(
  desk: CustomerDesk,
  shop: OpenShop,
  run: ReconcileRun,
): Promise<ReconcileRun> {
  const { since: from, startedAt: to, cursor: after } = run;
  const page = await desk.pages.updated(shop.shop, { from, to, after });
  let next = run;
  await inParallel(page.orders, async ({ fact }) => {
    const healed = await healOrder(desk, shop, fact);
    next = withHealed(next, [healed]);
  });
  const tally = { ...next.tally, ordersRead: next.tally.ordersRead + page.orders.length };
  const phase = page.after === null ? 'customers' : 'orders';
  return { ...next, tally, phase, cursor: page.after };
}
