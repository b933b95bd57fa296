import { changeCustomer } from '../customers/changeCustomer.ts';
import { likenessesOf } from '../customers/likeness.ts';
import { likenessWrites } from '../customers/likenessStore.ts';
import { mailWrite } from '../customers/lookupStore.ts';
import type { MerchantFields } from '../customers/merchantFields.schema.ts';
import { nobody, sealPerson } from '../customers/person.ts';
import { changeWrites } from '../customers/placing.ts';
import { isGone, laterConsent, mergeProfile } from '../customers/profile.ts';
import { profileChanges } from '../customers/profileStore.ts';
import { isRelayMail } from '../customers/relayMail.ts';
import { factsChange, withFields } from '../customers/shopFacts.ts';
import { commit, readCustomers, type Customer, type CustomerChange } from '../customers/store.ts';
import type { Table, Write } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { HistoryCustomer } from '../shopify/customers.ts';
import { placeAlone, type PlacingContext } from './classPlacing.ts';
import { inParallel } from './inParallel.ts';

export interface CustomerLoad {
  table: Table;
  vault: Vault;
  shop: string;
  context: PlacingContext;
  merchantFields: MerchantFields;
}

/** A new customer is an item and up to three look-ups, of a transaction's hundred writes. */
const customersAtOnce = 25;

/**
 * Makes sure the files know these customers as told. New ones are written many to a transaction;
 * who is known already, or meets somebody else's write, goes the ordinary way with the same result.
 */
export async function loadCustomers(
  load: CustomerLoad,
  told: readonly HistoryCustomer[],
): Promise<void> {
  const groups: HistoryCustomer[][] = [];
  for (let start = 0; start < told.length; start += customersAtOnce) {
    groups.push(told.slice(start, start + customersAtOnce));
  }
  await inParallel(groups, async (group) => {
    const ids = group.map(({ profile }) => profile.customerId);
    const found = await readCustomers(load.table, load.shop, ids);
    const fresh: HistoryCustomer[] = [];
    const known: HistoryCustomer[] = [];
    const writes = new Map<string, Write>();
    for (const [index, one] of group.entries()) {
      const customer = found[index];
      const own = customer?.item.rev === 0 ? newWrites(load, customer, one) : [];
      // Two of one address or id: one transaction may not write an item twice.
      if (own.length === 0 || own.some((write) => writes.has(keyOf(write)))) known.push(one);
      else {
        fresh.push(one);
        for (const write of own) writes.set(keyOf(write), write);
      }
    }
    const kept = writes.size === 0 ? 'kept' : await commit(load.table, [...writes.values()]);
    for (const one of kept === 'kept' ? known : group) await applyCustomer(load, one);
  });
}

function newWrites(
  { vault, shop, context, merchantFields }: CustomerLoad,
  customer: Customer,
  { profile, consent, facts }: HistoryCustomer,
): Write[] {
  const { customerId } = profile;
  const { changes, person: named } = mergeProfile(customer.item, nobody, profile);
  const person = facts === undefined ? named : withFields(named, facts, merchantFields);
  const item: CustomerChange['item'] = {
    ...changes,
    ...(facts?.group ? { shopGroup: facts.group } : {}),
    personal: sealPerson(vault, shop, customerId, person),
    consent: {
      ...(consent.email && { email: consent.email }),
      ...(consent.sms && { sms: consent.sms }),
    },
    classes: placeAlone(customer, context).classes,
  };
  const { writes } = changeWrites(shop, customer, { item, rows: [] }, [], []);
  writes.push(...likenessWrites(shop, likenessesOf(vault, shop, person), customerId));
  const { email } = person;
  if (email === null || isRelayMail(email)) return writes;
  return [...writes, mailWrite(vault, shop, email, customerId)];
}

function keyOf(write: Write): string {
  const { pk, sk } = write.do === 'put' ? write.item : write.key;
  return `${pk}\n${sk}`;
}

function applyCustomer(load: CustomerLoad, told: HistoryCustomer): Promise<unknown> {
  const { table, vault, shop, context, merchantFields } = load;
  const { profile, consent, facts } = told;
  return changeCustomer(table, shop, profile.customerId, async (customer) => {
    const change = await profileChanges(table, vault, shop, customer, profile);
    const item = { ...change.item };
    if (isGone(customer.item)) return null;
    if (facts !== undefined && profile.customerId === customer.item.customerId) {
      const withProfile = { ...customer.item, ...item };
      Object.assign(item, factsChange(vault, shop, withProfile, facts, merchantFields));
    }
    const known = customer.item.consent;
    const email = consent.email && laterConsent(known.email, consent.email);
    const sms = consent.sms && laterConsent(known.sms, consent.sms);
    if ((email ?? known.email) !== known.email || (sms ?? known.sms) !== known.sms) {
      item.consent = { ...known, ...(email && { email }), ...(sms && { sms }) };
    }
    if (customer.item.rev === 0) item.classes = placeAlone(customer, context).classes;
    else if (Object.keys(item).length === 0) return null;
    return { item, also: change.writes };
  });
}
