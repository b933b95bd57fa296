import { gid } from '../gid.ts';
import { zoned } from '../instant.ts';
import type { CustomerRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';

/**
 * A customer as webhooks carry it since 2025-01: no tags, no consent, no order totals. A shop that
 * withholds personal data sends its fields as null.
 */
export function customerPayload(customer: CustomerRecord, shop: ShopRecord): Payload {
  return { ...embeddedCustomer(customer, shop), addresses: [] };
}

/** The same inside an order. */
export function embeddedCustomer(customer: CustomerRecord, shop: ShopRecord): Payload {
  const seen = shop.personalData === 'approved';
  const address = seen ? addressPayload(customer) : null;
  return {
    id: BigInt(customer.id),
    created_at: zoned(customer.createdAt, shop.timeZone),
    updated_at: zoned(customer.updatedAt, shop.timeZone),
    first_name: seen ? customer.firstName : null,
    last_name: seen ? customer.lastName : null,
    state: 'disabled',
    note: customer.note,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: false,
    email: seen ? customer.email : null,
    phone: seen ? customer.phone : null,
    currency: shop.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', customer.id),
    ...(address === null ? {} : { default_address: address }),
  };
}

function addressPayload(customer: CustomerRecord): Payload | null {
  const { address, firstName, lastName } = customer;
  if (address === null) return null;
  return {
    id: BigInt(customer.id) + 1n,
    customer_id: BigInt(customer.id),
    first_name: firstName,
    last_name: lastName,
    company: null,
    address1: address.address1,
    address2: null,
    city: address.city,
    province: address.province,
    country: address.country,
    zip: address.zip,
    phone: customer.phone,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
    province_code: null,
    country_code: address.countryCode,
    country_name: address.country,
    default: true,
  };
}

/** Where an order goes; guests of this shop leave none. */
export function shippingAddress(customer: CustomerRecord | null, shop: ShopRecord): Payload | null {
  if (customer === null || customer.address === null) return null;
  if (shop.personalData === 'withheld') return null;
  const { address, firstName, lastName } = customer;
  return {
    first_name: firstName,
    address1: address.address1,
    phone: customer.phone,
    city: address.city,
    zip: address.zip,
    province: address.province,
    country: address.country,
    last_name: lastName,
    address2: null,
    company: null,
    latitude: null,
    longitude: null,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
    country_code: address.countryCode,
    province_code: null,
  };
}
