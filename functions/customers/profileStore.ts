import type { Table, Write } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { CustomerItem } from './customer.schema.ts';
import { likenessesOf, likenessesOfItem } from './likeness.ts';
import { likenessDrops, likenessMoves } from './likenessStore.ts';
import { mailMoves, mailWrite } from './lookupStore.ts';
import { mailHash, openPerson, samePerson, sealPerson } from './person.ts';
import type { ProfileChange } from './placing.ts';
import { isGone, mergeProfile, type ProfileFact } from './profile.ts';
import { isRelayMail } from './relayMail.ts';
import type { Customer, CustomerChange } from './store.ts';

/**
 * What changes of a customer with a profile; an empty item: nothing. Whoever has an address is found
 * by it, and who is not there is not: the look-up goes into the customer's own transaction.
 */
export async function profileChanges(
  table: Table,
  vault: Vault,
  shop: string,
  { item }: Customer,
  told: ProfileFact,
): Promise<ProfileChange> {
  const { customerId } = item;
  // Told of somebody merged into this customer: not the word of who is here now.
  if (isGone(item) || told.customerId !== customerId) {
    return { item: {}, writes: [] };
  }
  const known = openPerson(vault, shop, customerId, item.personal);
  const { changes, person } = mergeProfile(item, known, told);
  if (samePerson(known, person)) return { item: changes, writes: [] };
  const hashes = (email: string | null) => (email === null ? [] : [mailHash(vault, shop, email)]);
  const [before, after] = [hashes(known.email), hashes(person.email)];
  const writes: Write[] = [];
  if (before[0] !== after[0]) {
    writes.push(...(await mailMoves(table, shop, before, customerId, null)));
    if (person.email !== null && !isRelayMail(person.email)) {
      writes.push(mailWrite(vault, shop, person.email, customerId));
    }
  }
  const likenesses = {
    before: likenessesOf(vault, shop, known),
    after: likenessesOf(vault, shop, person),
  };
  writes.push(...likenessMoves(shop, likenesses, customerId));
  const personal = sealPerson(vault, shop, customerId, person);
  return { item: { ...changes, personal }, writes };
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
  const { item: gone, writes } = await withoutPerson(table, vault, shop, item);
  for (const write of writes) {
    if (write.do === 'delete') await table.delete(write.key, write.condition);
  }
  return { ...gone, consent: {}, shopSays: null, shopGroup: undefined, classes: {}, deletedAt };
}

/** What of a customer says who they are, taken away, with every way to find them by it. */
export async function withoutPerson(
  table: Table,
  vault: Vault,
  shop: string,
  item: CustomerItem,
): Promise<ProfileChange> {
  const { customerId, formerMails = [] } = item;
  const { email } = openPerson(vault, shop, customerId, item.personal);
  const mails = email === null ? formerMails : [mailHash(vault, shop, email), ...formerMails];
  const likenesses = likenessesOfItem(vault, shop, item);
  return {
    item: { personal: null, family: undefined, tags: {}, formerMails: undefined },
    writes: [
      ...(await mailMoves(table, shop, mails, customerId, null)),
      ...likenessDrops(shop, likenesses, customerId),
    ],
  };
}
