import { applyMany } from '../customers/applyMany.ts';
import { findCustomerByMail } from '../customers/lookupStore.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import { mailCustomerId, mailHash, nobody } from '../customers/person.ts';
import type { ProfileFact } from '../customers/profile.ts';
import { isRelayMail } from '../customers/relayMail.ts';
import { findGoneByMail } from '../customers/redactionStore.ts';
import type { Clock } from '../platform/clock.ts';
import type { Vault } from '../platform/vault.ts';
import type { HistoryCustomer } from '../shopify/customers.ts';
import type { Product } from './told.ts';
import { classPlacing, type PlacingContext } from './classPlacing.ts';
import { inParallel } from './inParallel.ts';
import { loadCustomers, type CustomerLoad } from './loadCustomers.ts';
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

export function openHistory(deps: HistoryDeps): HistoryWriter {
  const { table, vault, clock } = deps;

  async function contextOf(shop: string): Promise<PlacingContext> {
    const { calendar, basis, ours } = await openShop(deps, shop);
    return { calendar, basis, ours, asOf: Math.floor(clock.businessMs() / 1000), origin: 'import' };
  }

  async function loadOf(shop: string): Promise<CustomerLoad> {
    const { merchantFields } = (await deps.shops.readSettings(shop)).settings;
    return { table, vault, shop, context: await contextOf(shop), merchantFields };
  }

  return {
    products: (shop, products) =>
      inParallel(products, (product) => keepProduct(table, shop, product)),
    async customers(shop, customers) {
      await loadCustomers(await loadOf(shop), customers);
    },
    async orders(shop, facts) {
      await applyMany(table, shop, facts, classPlacing(await contextOf(shop)));
    },
    async customersOfMail(shop, emails) {
      const ids = new Map<string, string>();
      const unknown: HistoryCustomer[] = [];
      await vault.unlock(shop);
      // A marketplace's address is nobody's: those orders stay guests'.
      const own = emails.filter((email) => !isRelayMail(email));
      await inParallel(own, async (email) => {
        const known =
          (await findCustomerByMail(table, vault, shop, email)) ??
          // Whoever was erased stays so: their orders are money without a person.
          (await findGoneByMail(table, vault, shop, email));
        const customerId = known ?? mailCustomerId(mailHash(vault, shop, email));
        ids.set(email, customerId);
        if (known !== undefined) return;
        const profile = { ...knownByMail, customerId, person: { ...nobody, email } };
        unknown.push({ profile, consent: { email: null, sms: null } });
      });
      if (unknown.length > 0) {
        await loadCustomers(await loadOf(shop), unknown);
      }
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
