import { gid } from '../gid.ts';
import type { CustomerRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';

/** The three topics every app must answer to. They name the shop in the body, which is signed. */
export function shopRedactPayload(shop: ShopRecord): Payload {
  return { shop_id: BigInt(shop.id), shop_domain: shop.domain };
}

export function customerRedactPayload(
  shop: ShopRecord,
  customer: CustomerRecord,
  orderIds: readonly string[],
): Payload {
  return {
    ...shopRedactPayload(shop),
    customer: whom(customer),
    orders_to_redact: orderIds.map((id) => BigInt(id)),
  };
}

export function dataRequestPayload(
  shop: ShopRecord,
  customer: CustomerRecord,
  orderIds: readonly string[],
  requestId: string,
): Payload {
  return {
    ...shopRedactPayload(shop),
    customer: whom(customer),
    orders_requested: orderIds.map((id) => BigInt(id)),
    data_request: { id: BigInt(requestId) },
  };
}

function whom(customer: CustomerRecord): Payload {
  return { id: BigInt(customer.id), email: customer.email, phone: customer.phone };
}

/** The shop itself; its two domains are null in the real thing, so the header must be used. */
export function uninstalledPayload(shop: ShopRecord): Payload {
  return {
    id: BigInt(shop.id),
    name: shop.name,
    email: shop.email,
    domain: null,
    myshopify_domain: null,
    country_code: shop.countryCode,
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    primary_locale: shop.locale,
  };
}

/** What the app was allowed and is allowed now. */
export function scopesPayload(shop: ShopRecord, current: readonly string[], at: number): Payload {
  return {
    id: BigInt(shop.id),
    shop_id: gid('Shop', shop.id),
    previous: [...shop.scopes],
    current: [...current],
    updated_at: new Date(at * 1000).toISOString(),
  };
}
