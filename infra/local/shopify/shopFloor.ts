import type { Announcer } from './announcer.ts';
import type { Records } from './records/records.ts';
import type {
  CustomerRecord,
  DiscountRecord,
  EmailState,
  OrderRecord,
  ProductRecord,
  ShopRecord,
} from './records/schema.ts';
import type { Tokens } from './tokens/tokens.ts';
import * as people from './trade/customers.ts';
import { placeOrder, type OrderInput, type Placed } from './trade/checkout.ts';
import * as trade from './trade/orders.ts';
import {
  customerRedactPayload,
  dataRequestPayload,
  scopesPayload,
  shopRedactPayload,
  uninstalledPayload,
} from './webhooks/compliancePayload.ts';
import { productPayload } from './webhooks/productPayload.ts';

/** What can happen in one shop. Each deed and the webhooks it causes are kept in one transaction. */
export interface ShopFloor {
  bench(): people.Bench;
  createCustomer(details: people.CustomerDetails): CustomerRecord;
  /** A customer who was there before anyone looked: no webhook. */
  addCustomer(customer: Partial<CustomerRecord> & Pick<CustomerRecord, 'id'>): CustomerRecord;
  updateCustomer(
    id: string,
    details: Omit<people.CustomerDetails, 'tags' | 'emailState' | 'smsState'>,
  ): CustomerRecord | undefined;
  setTags(id: string, tags: readonly string[]): CustomerRecord | undefined;
  setConsent(id: string, channel: 'email' | 'sms', state: EmailState): CustomerRecord | undefined;
  deleteCustomer(id: string): 'deleted' | 'hasOrders' | 'unknown';
  /** Undefined where one of them is not there. */
  mergeCustomers(keptId: string, deletedId: string): CustomerRecord | undefined;
  createProduct(
    product: Omit<ProductRecord, 'id' | 'variantId' | 'createdAt' | 'updatedAt'>,
  ): ProductRecord;
  createOrder(input: OrderInput): Placed;
  refundOrder(id: string, wanted?: { minor?: number; note?: string }): OrderRecord | undefined;
  cancelOrder(
    id: string,
    reason?: NonNullable<OrderRecord['cancelReason']>,
  ): OrderRecord | undefined;
  fulfilOrder(id: string): OrderRecord | undefined;
  payOrder(id: string): OrderRecord | undefined;
  giveOrder(id: string, customerId: string | null): OrderRecord | undefined;
  /** Adds something for this much to it. */
  editOrder(id: string, minor: number): OrderRecord | undefined;
  deleteOrder(id: string): 'deleted' | 'unknown';
  /** The merchant lets the app do more, or less. */
  setScopes(scopes: readonly string[]): void;
  /** The merchant removes the app: its tokens end and nothing more is told to it. */
  uninstall(): void;
  requestData(customerId: string): void;
  redactCustomer(customerId: string): void;
  redactShop(): void;
  /** History: kept as it is, without webhooks. */
  putProduct(product: ProductRecord): void;
  putDiscount(discount: DiscountRecord): void;
  putOrder(order: OrderRecord, redeemed: { discountId: string } | null): void;
}

export interface ShopFloorOptions {
  records: Records;
  domain: string;
  /** Business time, epoch seconds. */
  now: () => number;
  random: () => number;
  announcer: Announcer;
  tokens: Tokens;
}

export function openShopFloor(options: ShopFloorOptions): ShopFloor {
  const { records, domain, now, announcer } = options;

  function shopRecord(): ShopRecord {
    const shop = records.shop(domain);
    if (shop === undefined) throw new Error(`the stand-in has no shop ${domain}`);
    return shop;
  }
  function bench(): people.Bench {
    const shop = shopRecord();
    const announce = announcer.announceIn(shop);
    return { records, shop, now: now(), eventId: announcer.newEventId(), announce };
  }
  function deed<T>(work: (bench: people.Bench) => T): T {
    return records.database.transaction(() => work(bench()));
  }
  function orderIds(customerId: string): string[] {
    return records.database
      .rows(
        'SELECT CAST(id AS TEXT) AS id FROM orders WHERE shop = ? AND customer_id = ? ORDER BY id',
        domain,
        BigInt(customerId),
      )
      .flatMap(({ id }) => (typeof id === 'string' ? id : []));
  }

  return {
    bench,
    createCustomer: (details) => deed((at) => people.createCustomer(at, details)),
    addCustomer: (given) => {
      const blank = people.blankCustomer(given.id, shopRecord().locale, now());
      const customer = { ...blank, ...given };
      records.customers.put(domain, customer);
      return customer;
    },
    updateCustomer: (id, details) => deed((at) => people.updateCustomer(at, id, details)),
    setTags: (id, tags) => deed((at) => people.setTags(at, id, tags)),
    setConsent: (id, channel, state) => deed((at) => people.setConsent(at, id, channel, state)),
    deleteCustomer: (id) => deed((at) => people.deleteCustomer(at, id)),
    mergeCustomers: (kept, deleted) => deed((at) => people.mergeCustomers(at, kept, deleted)),
    createProduct: (given) =>
      deed((at) => {
        const product: ProductRecord = {
          ...given,
          id: records.nextId(domain, 'Product'),
          variantId: records.nextId(domain, 'Other'),
          createdAt: at.now,
          updatedAt: at.now,
        };
        records.products.put(domain, product);
        at.announce('products/create', () => productPayload(product, at.shop), at.eventId);
        return product;
      }),
    createOrder: (input) => deed((at) => placeOrder(at, input)),
    refundOrder: (id, wanted) => deed((at) => trade.refundOrder(at, id, wanted)),
    cancelOrder: (id, reason) => deed((at) => trade.cancelOrder(at, id, reason)),
    fulfilOrder: (id) => deed((at) => trade.fulfilOrder(at, id)),
    payOrder: (id) => deed((at) => trade.payOrder(at, id)),
    giveOrder: (id, customerId) => deed((at) => trade.giveOrder(at, id, customerId)),
    editOrder: (id, minor) => deed((at) => trade.editOrder(at, id, minor)),
    deleteOrder: (id) => deed((at) => trade.deleteOrder(at, id)),
    setScopes: (scopes) => {
      deed((at) => {
        records.putShop({ ...at.shop, scopes: [...scopes] });
        at.announce('app/scopes_update', () => scopesPayload(at.shop, scopes, now()), at.eventId);
      });
    },
    uninstall: () => {
      deed((at) => {
        at.announce('app/uninstalled', () => uninstalledPayload(at.shop), at.eventId);
        options.tokens.revokeAll(domain);
        records.putShop({ ...at.shop, installed: false });
      });
    },
    requestData: (customerId) => {
      deed((at) => {
        const customer = records.customers.get(domain, customerId);
        if (customer === undefined) return;
        const requestId = records.nextId(domain, 'Other');
        at.announce(
          'customers/data_request',
          () => dataRequestPayload(at.shop, customer, orderIds(customerId), requestId),
          at.eventId,
        );
      });
    },
    redactCustomer: (customerId) => {
      deed((at) => {
        const customer = records.customers.get(domain, customerId);
        if (customer === undefined) return;
        at.announce(
          'customers/redact',
          () => customerRedactPayload(at.shop, customer, orderIds(customerId)),
          at.eventId,
        );
      });
    },
    redactShop: () => {
      deed((at) => {
        at.announce('shop/redact', () => shopRedactPayload(at.shop), at.eventId);
      });
    },
    putProduct: (product) => {
      records.products.put(domain, product);
    },
    putDiscount: (discount) => {
      records.discounts.put(domain, discount);
    },
    putOrder: (order, redeemed) => {
      records.orders.put(domain, order);
      if (redeemed !== null)
        trade.recordRedemption({ records, domain }, redeemed.discountId, order);
    },
  };
}
