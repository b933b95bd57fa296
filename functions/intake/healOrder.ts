import { deleteOrder } from '../customers/applyOrder.ts';
import { rowOf, type LedgerRow } from '../customers/ledgerRow.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import { readPointer, type Pointer } from '../customers/pointerStore.ts';
import { readCustomer } from '../customers/store.ts';
import { compareVersions, isSameState, versionOf } from '../customers/version.ts';
import { applyFact, placingOf, type ApplyingDeps } from './applyFact.ts';
import type { OpenShop } from './openShop.ts';
import type { Healing } from './reconciliation.schema.ts';

/** What putting one order right came to; null: it was right. */
export interface Healed {
  healing: Healing | null;
  dueMarks: number;
}

const wasRight: Healed = { healing: null, dueMarks: 0 };

/** Makes sure the files know this state of an order, and says what they had missed. */
export async function healOrder(
  deps: ApplyingDeps,
  shop: OpenShop,
  fact: OrderFact,
): Promise<Healed> {
  const before = await readPointer(deps.table, shop.shop, fact.orderId);
  const owner = before?.owner.is === 'customer' ? before.owner.customerId : null;
  const sameOwner = owner === fact.customerId;
  const held = before === undefined ? undefined : await heldRow(deps, shop, before);
  // The very state that is here needs no write; only who it belongs to may differ.
  const standing = held === undefined || !sameOwner ? 'other' : standingOf(held, rowOf(fact));
  if (standing === 'same') return wasRight;
  const { outcome, marks } = await applyFact(deps, shop, fact, null);
  if (outcome !== 'applied') return wasRight;
  const dueMarks = marks.length;
  // Nothing was missed: the shop was asked for more than when the order was kept.
  if (standing === 'lessDetail') return { healing: null, dueMarks };
  if (before === undefined) return { healing: 'missedOrder', dueMarks };
  return { healing: sameOwner ? 'missedUpdate' : 'otherOwner', dueMarks };
}

async function heldRow(
  { table }: ApplyingDeps,
  shop: OpenShop,
  { owner, orderId }: Pointer,
): Promise<LedgerRow | undefined> {
  if (owner.is === 'guest') return owner.row;
  if (owner.is === 'deleted') return undefined;
  const { rows } = await readCustomer(table, shop.shop, owner.customerId);
  return rows.find((row) => row.orderId === orderId);
}

/**
 * How the row that is held stands to the one told. Whether it was read after its second was over
 * tells how sure it is, not what it says.
 */
function standingOf(held: LedgerRow, told: LedgerRow): 'same' | 'lessDetail' | 'other' {
  const [own, next] = [held, told].map((row) => versionOf({ ...row, settled: false }, null));
  if (own === undefined || next === undefined || !isSameState(own, next)) return 'other';
  return compareVersions(next, own) > 0 ? 'lessDetail' : 'same';
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
