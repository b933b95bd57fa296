import { dropDueMarks } from '../customers/dueMarkStore.ts';
import { buryCustomer, dropTimeline, stripOrders } from '../customers/redactionStore.ts';
import { readCustomer, readMerged } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';

/** Whom to erase: one customer of a shop, under whichever of their ids. */
export interface Redaction {
  shop: string;
  customerId: string;
  /** Epoch seconds of business time. */
  redactedAt: number;
}

export interface RedactionDeps {
  table: Table;
  vault: Vault;
}

/** What was erased, by place: for the report that stays with the request. */
export interface Erased {
  customers: number;
  orders: number;
  orderNames: number;
  timeline: number;
  marks: number;
}

/**
 * Erases a customer, and whom they were merged into: the same person. Safe to call again at any
 * time and after any crash; what is told of them later meets the tombstone and is not taken.
 */
export async function redactCustomer(
  { table, vault }: RedactionDeps,
  { shop, customerId, redactedAt }: Redaction,
): Promise<Erased> {
  const erased: Erased = { customers: 0, orders: 0, orderNames: 0, timeline: 0, marks: 0 };
  const seen = new Set<string>();
  let next: string | null = customerId;
  while (next !== null && !seen.has(next)) {
    const id: string = next;
    seen.add(id);
    // First, so that nothing is added behind the back of what follows.
    const buried = await buryCustomer(table, vault, shop, id, redactedAt);
    if (buried === 'buried') erased.customers += 1;
    const { orders, names } = await stripOrders(table, shop, id);
    erased.orders += orders;
    erased.orderNames += names;
    erased.timeline += await dropTimeline(table, shop, id);
    erased.marks += await dropDueMarks(table, shop, id);
    // Read after it was buried: a merge from then on finds the tombstone.
    next = (await readCustomer(table, shop, id)).item.mergedInto;
  }
  return erased;
}

/**
 * Two files that became one are one person: where either was erased, what the other brings is too.
 * The shop itself refuses such merges; one that was on its way must not wake anybody.
 */
export async function redactMerged(
  deps: RedactionDeps,
  shop: string,
  { keptId, deletedId }: { keptId: string; deletedId: string },
  redactedAt: number,
): Promise<void> {
  const { item: deleted } = await readCustomer(deps.table, shop, deletedId);
  const { item: kept } = await readMerged(deps.table, shop, keptId);
  if (deleted.redactedAt === null && kept.redactedAt === null) return;
  await redactCustomer(deps, { shop, customerId: deletedId, redactedAt });
}
