import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { CustomerItem } from './customer.schema.ts';
import { dropMail, mailMoves, mailWrite } from './lookupStore.ts';
import { mailHash, openPerson, samePerson, sealPerson } from './person.ts';
import { isGone, mergeProfile, type ProfileFact } from './profile.ts';
import type { Customer, CustomerChange } from './store.ts';

/**
 * What of the customer's item changes with a profile; empty: nothing. The look-up by e-mail is
 * written here, before the customer, so that whoever is found to have an address is found by it.
 */
export async function profileChanges(
  table: Table,
  vault: Vault,
  shop: string,
  { item }: Customer,
  told: ProfileFact,
): Promise<CustomerChange['item']> {
  const { customerId } = item;
  // Told of somebody merged into this customer: not the word of who is here now.
  if (isGone(item) || told.customerId !== customerId) {
    // A try that read the customer before that may have left the look-up.
    const { email } = told.person;
    if (email !== null) await dropMail(table, vault, shop, email, told.customerId);
    return {};
  }
  const known = openPerson(vault, shop, customerId, item.personal);
  const { changes, person } = mergeProfile(item, known, told);
  if (samePerson(known, person)) return changes;
  const hash = (email: string | null) => (email === null ? null : mailHash(vault, shop, email));
  if (hash(known.email) !== hash(person.email)) {
    if (known.email !== null) await dropMail(table, vault, shop, known.email, customerId);
    if (person.email !== null) {
      await table.put(mailWrite(vault, shop, person.email, customerId).item);
    }
  }
  return { ...changes, personal: sealPerson(vault, shop, customerId, person) };
}

/** A tombstone: money stays in the shop's sums, the person is gone and does not come back. */
export async function tombstone(
  table: Table,
  vault: Vault,
  shop: string,
  { item }: Customer,
  deletedAt: number,
): Promise<CustomerChange['item'] | null> {
  if (item.deletedAt !== null) return null;
  const person = await withoutPerson(table, vault, shop, item);
  return { ...person, consent: {}, shopSays: null, classes: {}, deletedAt };
}

/** What of a customer says who they are, taken away, and before it every way to find them by it. */
export async function withoutPerson(
  table: Table,
  vault: Vault,
  shop: string,
  item: CustomerItem,
): Promise<CustomerChange['item']> {
  const { email } = openPerson(vault, shop, item.customerId, item.personal);
  if (email !== null) await dropMail(table, vault, shop, email, item.customerId);
  const former = item.formerMails ?? [];
  const moves = await mailMoves(table, shop, former, item.customerId, null);
  for (const move of moves) if (move.do === 'delete') await table.delete(move.key, move.condition);
  return { personal: null, tags: {}, formerMails: undefined };
}
