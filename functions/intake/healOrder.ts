import { deleteOrder } from '../customers/applyOrder.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import { readPointer } from '../customers/pointerStore.ts';
import { applyFact, placingOf, type ApplyingDeps } from './applyFact.ts';
import type { OpenShop } from './openShop.ts';
import type { Healing } from './reconcileReport.schema.ts';

/** What putting one order right came to; null: it was right. */
export interface Healed {
  healing: Healing | null;
  dueMarks: number;
}

/** Makes sure the files know this state of an order, and says what they had missed. */
export async function healOrder(
  deps: ApplyingDeps,
  shop: OpenShop,
  fact: OrderFact,
): Promise<Healed> {
  const before = await readPointer(deps.table, shop.shop, fact.orderId);
  const { outcome, marks } = await applyFact(deps, shop, fact, null);
  if (outcome !== 'applied') return { healing: null, dueMarks: 0 };
  const dueMarks = marks.length;
  if (before === undefined) return { healing: 'missedOrder', dueMarks };
  const owner = before.owner.is === 'customer' ? before.owner.customerId : null;
  return { healing: owner === fact.customerId ? 'missedUpdate' : 'otherOwner', dueMarks };
}

/** Takes out an order that the shop has deleted without our hearing of it. */
export async function healDeletedOrder(
  deps: ApplyingDeps,
  shop: OpenShop,
  orderId: string,
): Promise<Healed> {
  const result = await deleteOrder(deps.table, shop.shop, orderId, placingOf(deps, shop));
  const healing = result.outcome === 'applied' ? 'deletedOrder' : null;
  return { healing, dueMarks: result.marks.length };
}
