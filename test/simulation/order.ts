import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import type { OrderFact, Payment, Refund } from '../../functions/customers/orderFact.ts';
import { rowOf } from '../../functions/customers/ledgerRow.ts';

/** An order as the shop has it; amounts in cents, instants in epoch seconds. */
export interface ShopOrder {
  id: string;
  name: string;
  customerId: string | null;
  placedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  payment: Extract<Payment, 'pending' | 'paid' | 'partiallyRefunded' | 'refunded' | 'voided'>;
  totalMinor: number;
  discountMinor: number;
  codes: string[];
  refunds: Refund[];
}

export const currency = 'USD';
export const productId = '8123456789012345678';

/** The fact a correct reader makes of it, said here by itself. */
export function factOf(order: ShopOrder, settled: boolean): OrderFact {
  return {
    orderId: order.id,
    name: order.name,
    customerId: order.customerId,
    updatedAt: order.updatedAt,
    settled,
    placedAt: order.placedAt,
    cancelledAt: order.cancelledAt,
    kind: 'order',
    payment: order.payment,
    totalMinor: order.totalMinor,
    refunds: order.refunds,
    discountMinor: order.discountMinor,
    codes: order.codes,
    flags: [],
    channel: 'web',
    lines: [{ productId, quantity: 1, netMinor: order.totalMinor }],
  };
}

export function rowOfOrder(order: ShopOrder, settled: boolean): LedgerRow {
  return rowOf(factOf(order, settled));
}

const iso = (second: number) => new Date(second * 1000).toISOString();
const amount = (minor: number) => (minor / 100).toFixed(2);
const set = (minor: number) => {
  const money = { amount: amount(minor), currency_code: currency };
  return { shop_money: money, presentment_money: money };
};
const bag = (minor: number) => ({
  shopMoney: { amount: amount(minor), currencyCode: currency },
});
/** Ids are numbers in a body, also beyond what a parser of doubles can hold. */
const number = (id: string) => `#${id}#`;
export const bodyText = (body: object) => JSON.stringify(body).replaceAll(/"#(\d+)#"/g, '$1');

const snake: Record<ShopOrder['payment'], string> = {
  pending: 'pending',
  paid: 'paid',
  partiallyRefunded: 'partially_refunded',
  refunded: 'refunded',
  voided: 'voided',
};

/** As orders/create and its kin carry it; `customer` is the person in it. */
export function orderBody(order: ShopOrder, customer: object | null): object {
  return {
    id: number(order.id),
    name: order.name,
    created_at: iso(order.placedAt),
    processed_at: iso(order.placedAt),
    updated_at: iso(order.updatedAt),
    cancelled_at: order.cancelledAt === null ? null : iso(order.cancelledAt),
    financial_status: snake[order.payment],
    test: false,
    source_name: 'web',
    total_price_set: set(order.totalMinor),
    total_discounts_set: set(order.discountMinor),
    discount_applications: order.codes.map((code) => ({ type: 'discount_code', code })),
    customer,
    refunds: order.refunds.map((refund) => ({
      id: number(refund.refundId),
      created_at: iso(refund.at),
      processed_at: iso(refund.at),
      transactions: [{ kind: 'refund', status: 'success', amount: amount(refund.minor), currency }],
    })),
    line_items: [
      {
        product_id: number(productId),
        quantity: 1,
        price_set: set(order.totalMinor),
        discount_allocations: [],
      },
    ],
  };
}

/** As the Admin API answers when asked for it. */
export function orderNode(order: ShopOrder): object {
  return {
    id: `gid://shopify/Order/${order.id}`,
    name: order.name,
    processedAt: iso(order.placedAt),
    updatedAt: iso(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : iso(order.cancelledAt),
    displayFinancialStatus: snake[order.payment].toUpperCase(),
    test: false,
    sourceName: 'web',
    customer:
      order.customerId === null ? null : { id: `gid://shopify/Customer/${order.customerId}` },
    purchasingEntity: null,
    totalPriceSet: bag(order.totalMinor),
    totalDiscountsSet: bag(order.discountMinor),
    refunds: order.refunds.map((refund) => ({
      id: `gid://shopify/Refund/${refund.refundId}`,
      processedAt: iso(refund.at),
      totalRefundedSet: bag(refund.minor),
    })),
    discountApplications: {
      nodes: order.codes.map((code) => ({ __typename: 'DiscountCodeApplication', code })),
    },
    lineItems: {
      nodes: [
        {
          quantity: 1,
          product: { id: `gid://shopify/Product/${productId}` },
          originalUnitPriceSet: bag(order.totalMinor),
          discountAllocations: [],
        },
      ],
    },
  };
}

/** As a webhook carries who a customer is. */
export function customerBody(customer: {
  id: string;
  email: string;
  firstName: string;
  updatedAt: number;
}): object {
  return {
    id: number(customer.id),
    created_at: iso(1_700_000_000),
    updated_at: iso(customer.updatedAt),
    first_name: customer.firstName,
    last_name: 'Lee',
    email: customer.email,
    phone: null,
  };
}

export const idNumber = number;
export const instant = iso;
