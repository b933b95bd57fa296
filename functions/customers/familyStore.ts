import { auditWrite, type AuditEntry } from '../platform/auditLog.ts';
import type { Table } from '../platform/dynamo.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import { openFamily, sealFamily } from './family.ts';
import type { Member } from './family.schema.ts';
import { changeWrites } from './placing.ts';
import { isGone } from './profile.ts';
import { commit, readMerged, type Customer } from './store.ts';

/** Who changes a family, for the audit log. */
export interface FamilyChange {
  shop: string;
  customerId: string;
  userId: string;
  /** Wall time, epoch milliseconds. */
  atMs: number;
  action: 'family.add' | 'family.change' | 'family.remove';
}

const mostAttempts = 20;

export async function readFamily(
  table: Table,
  vault: Vault,
  shop: string,
  customerId: string,
): Promise<Member[]> {
  return openFamily(vault, shop, (await existing(table, shop, customerId)).item);
}

/**
 * Changes the family members of a customer, with the audit entry, which names nobody, in one
 * transaction. `decide` is asked anew where somebody else was first.
 * @throws Refusal `notFound` where there is no such customer
 */
export async function changeFamily(
  table: Table,
  vault: Vault,
  change: FamilyChange,
  decide: (members: readonly Member[]) => Member[],
): Promise<Member[]> {
  const { shop, userId, atMs, action } = change;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const customer = await existing(table, shop, change.customerId);
    const { customerId, rev } = customer.item;
    const before = openFamily(vault, shop, customer.item);
    const members = decide(before);
    const item = sealFamily(vault, shop, customerId, members);
    const { writes } = changeWrites(shop, customer, { item, rows: customer.rows }, [], []);
    const entry: AuditEntry = {
      atMs,
      userId,
      action,
      subject: `customer/${customerId}`,
      changes: { members: { before: before.length, after: members.length } },
    };
    if ((await commit(table, [...writes, auditWrite(shop, entry, rev + 1)])) === 'kept') {
      return members;
    }
  }
  throw new Error('a customer met a conflict on every attempt');
}

async function existing(table: Table, shop: string, customerId: string): Promise<Customer> {
  const customer = await readMerged(table, shop, customerId);
  if (customer.item.rev === 0 || isGone(customer.item)) {
    throw new Refusal('notFound', 'There is no such customer in this shop.');
  }
  return customer;
}
