import { openDatabase, type Database } from './database.ts';
import {
  bulkSchema,
  customerSchema,
  discountSchema,
  orderSchema,
  productSchema,
  shopSchema,
  subscriptionSchema,
  type BulkRecord,
  type CustomerRecord,
  type DiscountRecord,
  type OrderRecord,
  type ProductRecord,
  type ShopRecord,
  type SubscriptionRecord,
} from './schema.ts';
import { openShelf, type Shelf } from './shelf.ts';

/** Everything the stand-in remembers, of all its shops. */
export interface Records {
  database: Database;
  customers: Shelf<CustomerRecord>;
  products: Shelf<ProductRecord>;
  orders: Shelf<OrderRecord>;
  discounts: Shelf<DiscountRecord>;
  subscriptions: Shelf<SubscriptionRecord>;
  bulks: Shelf<BulkRecord>;
  shop(domain: string): ShopRecord | undefined;
  putShop(shop: ShopRecord): void;
  /** A new id of this kind, unique in the shop for good. */
  nextId(shop: string, kind: IdKind): string;
  /** Ids of this kind go on after this one. */
  skipIds(shop: string, kind: IdKind, last: number): void;
  memo(shop: string, name: string): string | undefined;
  putMemo(shop: string, name: string, value: string): void;
}

/** Ids start high, clear of a generated history; the steps look like those of a busy platform. */
const idSpaces = {
  Customer: { start: 8_412_000_000_000n, step: 32_768n },
  Order: { start: 6_204_000_000_000n, step: 32_768n },
  Product: { start: 9_120_000_000_000n, step: 32_768n },
  DiscountCodeNode: { start: 1_580_000_000_000n, step: 32_768n },
  WebhookSubscription: { start: 1_310_000_000_000n, step: 32_768n },
  BulkOperation: { start: 4_870_000_000_000n, step: 32_768n },
  Other: { start: 15_600_000_000_000n, step: 1n },
  OrderNumber: { start: 1000n, step: 1n },
} as const satisfies Record<string, { start: bigint; step: bigint }>;
export type IdKind = keyof typeof idSpaces;

export function openRecords(stateFile: string): Records {
  const database = openDatabase(stateFile);
  return {
    database,
    customers: openShelf(database, 'customer', customerSchema, (customer) => ({
      email: customer.email?.toLowerCase() ?? null,
      search: searchText(customer),
      created_at: customer.createdAt,
      updated_at: customer.updatedAt,
    })),
    products: openShelf(database, 'product', productSchema, (product) => ({
      created_at: product.createdAt,
      updated_at: product.updatedAt,
    })),
    orders: openShelf(database, 'orders', orderSchema, (order) => ({
      customer_id: order.customerId === null ? null : BigInt(order.customerId),
      name: order.name,
      email: order.email?.toLowerCase() ?? null,
      number: order.number,
      created_at: order.createdAt,
      processed_at: order.processedAt,
      updated_at: order.updatedAt,
      counted: order.test ? 0 : 1,
      spent_minor: order.test ? 0 : netPaymentMinor(order),
    })),
    discounts: openShelf(database, 'discount', discountSchema, (discount) => ({
      code_key: codeKey(discount.code),
      created_at: discount.createdAt,
      updated_at: discount.updatedAt,
    })),
    subscriptions: openShelf(database, 'subscription', subscriptionSchema, (subscription) => ({
      created_at: subscription.createdAt,
    })),
    bulks: openShelf(database, 'bulk', bulkSchema, (bulk) => ({
      created_at: bulk.createdAt,
      status: bulk.status,
    })),
    shop(domain) {
      const doc = database.row('SELECT doc FROM shop WHERE shop = ?', domain)?.['doc'];
      return typeof doc === 'string' ? shopSchema.parse(JSON.parse(doc)) : undefined;
    },
    putShop(shop) {
      database.run(
        'INSERT OR REPLACE INTO shop (shop, id, doc) VALUES (?, ?, ?)',
        shop.domain,
        BigInt(shop.id),
        JSON.stringify(shop),
      );
    },
    nextId(shop, kind) {
      const { start, step } = idSpaces[kind];
      const row = database.row(
        `INSERT INTO counter (shop, kind, last) VALUES (?, ?, ?)
         ON CONFLICT (shop, kind) DO UPDATE SET last = last + ? RETURNING last`,
        shop,
        kind,
        start + step,
        step,
      );
      return String(row?.['last'] ?? 0);
    },
    skipIds(shop, kind, last) {
      database.run(
        `INSERT INTO counter (shop, kind, last) VALUES (?, ?, ?)
         ON CONFLICT (shop, kind) DO UPDATE SET last = max(last, excluded.last)`,
        shop,
        kind,
        last,
      );
    },
    memo(shop, name) {
      const value = database.row('SELECT value FROM memo WHERE shop = ? AND name = ?', shop, name);
      const text = value?.['value'];
      return typeof text === 'string' ? text : undefined;
    },
    putMemo(shop, name, value) {
      database.run(
        'INSERT OR REPLACE INTO memo (shop, name, value) VALUES (?, ?, ?)',
        shop,
        name,
        value,
      );
    },
  };
}

/** Codes are the same code whatever their case. */
export function codeKey(code: string): string {
  return code.toUpperCase();
}

/** Received less given back: what Shopify adds up to a customer's `amountSpent`. */
export function netPaymentMinor(order: OrderRecord): number {
  return order.receivedMinor - order.refunds.reduce((sum, refund) => sum + refund.minor, 0);
}

function searchText(customer: CustomerRecord): string {
  const { firstName, lastName, email, phone } = customer;
  const names = [firstName, lastName, `${lastName ?? ''}${firstName ?? ''}`];
  return [...names, email, phone]
    .filter((part) => part !== null)
    .join(' ')
    .toLowerCase();
}
