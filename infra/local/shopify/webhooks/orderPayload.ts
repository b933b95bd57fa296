import { decimal } from '../amount.ts';
import { gid } from '../gid.ts';
import { zoned, zonedOrNull } from '../instant.ts';
import { netPaymentMinor } from '../records/records.ts';
import type { CustomerRecord, OrderRecord, ShopRecord } from '../records/schema.ts';
import { embeddedCustomer, shippingAddress } from './customerPayload.ts';
import { discountFields } from './discountPayload.ts';
import type { Payload } from './encode.ts';
import { linePayload } from './linePayload.ts';
import { moneySetOf } from './moneySet.ts';
import { refundPayload } from './refundPayload.ts';

/** A whole order in the shape of REST 2026-10, with its refunds; a guest's has no customer. */
export function orderPayload(
  order: OrderRecord,
  customer: CustomerRecord | null,
  shop: ShopRecord,
): Payload {
  const email = shop.personalData === 'approved' ? order.email : null;
  return {
    id: BigInt(order.id),
    admin_graphql_api_id: gid('Order', order.id),
    app_id: order.sourceName === 'web' ? 580_111 : null,
    browser_ip: null,
    buyer_accepts_marketing: customer?.emailConsent.state === 'SUBSCRIBED',
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: zonedOrNull(order.cancelledAt, shop.timeZone),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: null,
    confirmation_number: null,
    confirmed: true,
    contact_email: email,
    created_at: zoned(order.createdAt, shop.timeZone),
    currency: shop.currency,
    customer_locale: customer?.locale ?? shop.locale,
    device_id: null,
    duties_included: false,
    // A sale without an e-mail has the empty string here, not null.
    email: email ?? '',
    estimated_taxes: false,
    financial_status: order.payment.toLowerCase(),
    fulfillment_status: order.fulfilled ? 'fulfilled' : null,
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: null,
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: [],
    number: order.number - 1000,
    order_number: order.number,
    payment_gateway_names: ['bogus'],
    phone: null,
    po_number: null,
    presentment_currency: order.presentment?.currency ?? shop.currency,
    processed_at: zoned(order.processedAt, shop.timeZone),
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: null,
    total_weight: 0,
    updated_at: zoned(order.updatedAt, shop.timeZone),
    user_id: null,
    ...moneyFields(order, shop),
    ...discountFields(order, shop),
    billing_address: shippingAddress(customer, shop),
    customer: customer === null ? null : embeddedCustomer(customer, shop),
    fulfillments: [],
    line_items: order.lines.map((line) => linePayload(line, order, shop)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(order, refund, shop)),
    shipping_address: shippingAddress(customer, shop),
    shipping_lines: [],
    returns: [],
    line_item_groups: [],
  };
}

function moneyFields(order: OrderRecord, shop: ShopRecord): Payload {
  const set = moneySetOf(order, shop);
  const plain = (minor: number) => decimal(minor, shop.currency);
  const gross = order.lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  // What Shopify calls current is empty once an order is cancelled, while the total stays.
  const refunded = order.receivedMinor - netPaymentMinor(order);
  const current = order.cancelledAt === null ? order.totalMinor - refunded : 0;
  return {
    current_subtotal_price: plain(Math.min(current, order.subtotalMinor)),
    current_subtotal_price_set: set(Math.min(current, order.subtotalMinor)),
    current_total_discounts: plain(order.discountMinor),
    current_total_discounts_set: set(order.discountMinor),
    current_total_price: plain(current),
    current_total_price_set: set(current),
    current_total_tax: plain(order.taxMinor),
    current_total_tax_set: set(order.taxMinor),
    current_total_additional_fees_set: null,
    current_total_duties_set: null,
    current_shipping_price_set: set(order.shippingMinor),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    subtotal_price: plain(order.subtotalMinor),
    subtotal_price_set: set(order.subtotalMinor),
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: plain(order.discountMinor),
    total_discounts_set: set(order.discountMinor),
    total_line_items_price: plain(gross),
    total_line_items_price_set: set(gross),
    total_outstanding: plain(
      order.cancelledAt === null ? order.totalMinor - order.receivedMinor : 0,
    ),
    total_price: plain(order.totalMinor),
    total_price_set: set(order.totalMinor),
    total_shipping_price_set: set(order.shippingMinor),
    total_tax: plain(order.taxMinor),
    total_tax_set: set(order.taxMinor),
    total_tip_received: plain(order.tipMinor),
  };
}
