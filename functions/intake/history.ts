import { applyOrder } from '../customers/applyOrder.ts';
import { changeCustomer } from '../customers/changeCustomer.ts';
import type { CustomerChange } from '../customers/store.ts';
import { findCustomerByMail } from '../customers/lookupStore.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import { mailHash, nobody } from '../customers/person.ts';
import { isGone, laterConsent, type ProfileFact } from '../customers/profile.ts';
import { profileChanges } from '../customers/profileStore.ts';
import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../platform/vault.ts';
import type { HistoryCustomer } from '../shopify/customers.ts';
import type { Product } from '../shopify/payloads.ts';
import { classPlacing, placeAlone, type PlacingContext } from './classPlacing.ts';
import { inParallel } from './inParallel.ts';
import { openShop, type OpenShopDeps } from './openShop.ts';
import { keepProduct } from './productStore.ts';

/** Puts history into the customer files: the same files as webhooks write, triggering nothing. */
export interface HistoryWriter {
  products(shop: string, products: readonly Product[]): Promise<void>;
  customers(shop: string, customers: readonly HistoryCustomer[]): Promise<void>;
  orders(shop: string, facts: readonly OrderFact[]): Promise<void>;
  /** Ids behind e-mail addresses (lower case): the shop's customer where one is known, else made. */
  customersOfMail(shop: string, emails: readonly string[]): Promise<Map<string, string>>;
}

export interface HistoryDeps extends OpenShopDeps {
  vault: Vault;
  clock: Clock;
}

/** Long enough that no two addresses meet, short enough to read. */
const mailIdLength = 24;

export function openHistory(deps: HistoryDeps): HistoryWriter {
  const { table, vault, clock } = deps;

  async function contextOf(shop: string): Promise<PlacingContext> {
    const { calendar, basis, ours } = await openShop(deps, shop);
    return { calendar, basis, ours, asOf: Math.floor(clock.businessMs() / 1000), origin: 'import' };
  }

  function applyCustomer(shop: string, told: HistoryCustomer, context: PlacingContext) {
    const { profile, consent } = told;
    return changeCustomer(table, shop, profile.customerId, async (customer) => {
      if (isGone(customer.item)) return null;
      const item: CustomerChange['item'] = await profileChanges(
        table,
        vault,
        shop,
        customer,
        profile,
      );
      const known = customer.item.consent;
      const email = consent.email && laterConsent(known.email, consent.email);
      const sms = consent.sms && laterConsent(known.sms, consent.sms);
      if ((email ?? known.email) !== known.email || (sms ?? known.sms) !== known.sms) {
        item.consent = { ...known, ...(email && { email }), ...(sms && { sms }) };
      }
      if (customer.item.rev === 0) item.classes = placeAlone(customer, context).classes;
      else if (Object.keys(item).length === 0) return null;
      return { item };
    });
  }

  return {
    products: (shop, products) =>
      inParallel(products, (product) => keepProduct(table, shop, product)),
    async customers(shop, customers) {
      const context = await contextOf(shop);
      await inParallel(customers, (customer) => applyCustomer(shop, customer, context));
    },
    async orders(shop, facts) {
      const placing = classPlacing(await contextOf(shop));
      await inParallel(facts, (fact) => applyOrder(table, shop, fact, placing));
    },
    async customersOfMail(shop, emails) {
      const ids = new Map<string, string>();
      const context = await contextOf(shop);
      await inParallel(emails, async (email) => {
        const known = await findCustomerByMail(table, vault, shop, email);
        const customerId = known ?? `mail-${mailHash(vault, shop, email).slice(0, mailIdLength)}`;
        ids.set(email, customerId);
        if (known === undefined) {
          const profile = { ...knownByMail, customerId, person: { ...nobody, email } };
          await applyCustomer(shop, { profile, consent: { email: null, sms: null } }, context);
        }
      });
      return ids;
    },
  };
}

/** A customer of whom a file says nothing but the address. */
const knownByMail: Omit<ProfileFact, 'customerId' | 'person'> = {
  createdAt: null,
  updatedAt: null,
  shopSays: null,
  tags: null,
};
