import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import { changeCustomer } from './changeCustomer.ts';
import { lastHeard, type LastHeard } from './lastHeard.ts';
import { isGone } from './profile.ts';
import { withoutPerson } from './profileStore.ts';
import { type Customer, readCustomers } from './store.ts';

/** Erased for each reason. */
export type Expired = Record<LastHeard['as'], number>;

/**
 * Erases who these customers are where `before` says that nobody has heard of them for too long:
 * name, contact, address, family, tags and the ways to find them. Orders and sums stay, and so does the
 * word on messages, which a person who comes back gave. Epoch seconds.
 */
export async function expirePersons(
  table: Table,
  vault: Vault,
  shop: string,
  customerIds: readonly string[],
  before: Record<LastHeard['as'], number>,
): Promise<Expired> {
  const isOver = ({ as, at }: LastHeard) => at !== null && at < before[as];
  const isKept = ({ item }: Customer) =>
    !isGone(item) &&
    (item.personal !== null || item.family !== undefined || Object.keys(item.tags).length > 0);
  const over = (await readCustomers(table, shop, customerIds)).filter(
    (customer) => isKept(customer) && isOver(lastHeard(customer)),
  );
  const expired: Expired = { customer: 0, prospect: 0 };
  await Promise.all(
    over.map(async (known) => {
      // Read again: an order may have come in between, and then the person stays.
      const decide = async (customer: Customer) => {
        if (!isKept(customer) || !isOver(lastHeard(customer))) return null;
        const { item, writes } = await withoutPerson(table, vault, shop, customer.item);
        return { item, also: writes };
      };
      const { customerId } = known.item;
      const outcome = await changeCustomer(table, shop, customerId, decide, 'thisOne');
      if (outcome === 'applied') expired[lastHeard(known).as] += 1;
    }),
  );
  return expired;
}
