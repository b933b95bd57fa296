import type { CustomerRecord, EmailState, ShopRecord } from '../records/schema.ts';
import type { Records } from '../records/records.ts';
import { gid } from '../gid.ts';
import { customerPayload } from '../webhooks/customerPayload.ts';
import { emailConsentPayload, smsConsentPayload } from '../webhooks/consentPayload.ts';
import type { Announce } from './announce.ts';

export interface Bench {
  records: Records;
  shop: ShopRecord;
  /** Business time, epoch seconds. */
  now: number;
  eventId: string;
  announce: Announce;
}

export type CustomerDetails = Partial<
  Pick<
    CustomerRecord,
    | 'email'
    | 'phone'
    | 'firstName'
    | 'lastName'
    | 'note'
    | 'tags'
    | 'locale'
    | 'address'
    | 'metafields'
  >
> & { emailState?: EmailState; smsState?: EmailState };

/** A customer as the shop has it when nothing but an id is known. */
export function blankCustomer(id: string, locale: string, now: number): CustomerRecord {
  return {
    id,
    email: null,
    phone: null,
    firstName: null,
    lastName: null,
    locale,
    note: null,
    tags: [],
    createdAt: now,
    updatedAt: now,
    emailConsent: { state: 'NOT_SUBSCRIBED', updatedAt: null },
    smsConsent: { state: 'NOT_SUBSCRIBED', updatedAt: null },
    address: null,
    metafields: [],
  };
}

export function createCustomer(bench: Bench, details: CustomerDetails): CustomerRecord {
  const { records, shop, now } = bench;
  const { emailState, smsState, ...fields } = details;
  const customer: CustomerRecord = {
    ...blankCustomer(records.nextId(shop.domain, 'Customer'), shop.locale, now),
    ...fields,
    emailConsent: {
      state: emailState ?? 'NOT_SUBSCRIBED',
      updatedAt: emailState === undefined ? null : now,
    },
    smsConsent: {
      state: smsState ?? 'NOT_SUBSCRIBED',
      updatedAt: smsState === undefined ? null : now,
    },
  };
  records.customers.put(shop.domain, customer);
  bench.announce('customers/create', () => customerPayload(customer, shop), bench.eventId);
  if (customer.tags.length > 0)
    announceTags(bench, 'customer.tags_added', customer.id, customer.tags);
  if (emailState !== undefined) announceConsent(bench, customer, 'email');
  return customer;
}

/** Changes what is given; consent and tags have their own deeds. */
export function updateCustomer(
  bench: Bench,
  id: string,
  details: Omit<CustomerDetails, 'tags' | 'emailState' | 'smsState'>,
): CustomerRecord | undefined {
  const before = bench.records.customers.get(bench.shop.domain, id);
  if (before === undefined) return undefined;
  const after: CustomerRecord = { ...before, ...details, updatedAt: bench.now };
  bench.records.customers.put(bench.shop.domain, after);
  bench.announce('customers/update', () => customerPayload(after, bench.shop), bench.eventId);
  return after;
}

/** Puts exactly these tags on a customer and says which came and which went. */
export function setTags(
  bench: Bench,
  id: string,
  tags: readonly string[],
): CustomerRecord | undefined {
  const before = bench.records.customers.get(bench.shop.domain, id);
  if (before === undefined) return undefined;
  const wanted = [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))].sort();
  const added = wanted.filter((tag) => !before.tags.includes(tag));
  const removed = before.tags.filter((tag) => !wanted.includes(tag));
  if (added.length + removed.length === 0) return before;
  const after: CustomerRecord = { ...before, tags: wanted, updatedAt: bench.now };
  bench.records.customers.put(bench.shop.domain, after);
  if (added.length > 0) announceTags(bench, 'customer.tags_added', id, added);
  if (removed.length > 0) announceTags(bench, 'customer.tags_removed', id, removed);
  bench.announce('customers/update', () => customerPayload(after, bench.shop), bench.eventId);
  return after;
}

export function setConsent(
  bench: Bench,
  id: string,
  channel: 'email' | 'sms',
  state: EmailState,
): CustomerRecord | undefined {
  const before = bench.records.customers.get(bench.shop.domain, id);
  if (before === undefined) return undefined;
  const consent = { state, updatedAt: bench.now };
  const after: CustomerRecord = {
    ...before,
    updatedAt: bench.now,
    ...(channel === 'email' ? { emailConsent: consent } : { smsConsent: consent }),
  };
  bench.records.customers.put(bench.shop.domain, after);
  announceConsent(bench, after, channel);
  bench.announce('customers/update', () => customerPayload(after, bench.shop), bench.eventId);
  return after;
}

/** Only a customer without orders can be deleted, as in Shopify. */
export function deleteCustomer(bench: Bench, id: string): 'deleted' | 'hasOrders' | 'unknown' {
  const { records, shop } = bench;
  if (records.customers.get(shop.domain, id) === undefined) return 'unknown';
  const orders = records.orders.count(shop.domain, {
    sql: 'customer_id = ?',
    values: [BigInt(id)],
  });
  if (orders > 0) return 'hasOrders';
  records.customers.remove(shop.domain, id);
  bench.announce(
    'customers/delete',
    () => ({ id: BigInt(id), tax_exemptions: [], admin_graphql_api_id: gid('Customer', id) }),
    bench.eventId,
  );
  return 'deleted';
}

/** The kept customer has the other's orders and tags from then on; the other is gone. */
export function mergeCustomers(
  bench: Bench,
  keptId: string,
  deletedId: string,
): CustomerRecord | undefined {
  const { records, shop, now } = bench;
  const kept = records.customers.get(shop.domain, keptId);
  const deleted = records.customers.get(shop.domain, deletedId);
  if (kept === undefined || deleted === undefined || keptId === deletedId) return undefined;
  const ofDeleted = { sql: 'customer_id = ?', values: [BigInt(deletedId)] };
  for (const order of records.orders.select(shop.domain, ofDeleted, 'id', null)) {
    records.orders.put(shop.domain, { ...order, customerId: keptId });
  }
  records.customers.remove(shop.domain, deletedId);
  const tags = [...new Set([...kept.tags, ...deleted.tags])].sort();
  const after: CustomerRecord = { ...kept, tags, updatedAt: now };
  records.customers.put(shop.domain, after);
  bench.announce(
    'customers/merge',
    () => ({
      admin_graphql_api_customer_kept_id: gid('Customer', keptId),
      admin_graphql_api_customer_deleted_id: gid('Customer', deletedId),
      admin_graphql_api_job_id: gid('Job', records.nextId(shop.domain, 'Other')),
      status: 'completed',
      errors: [],
    }),
    bench.eventId,
  );
  bench.announce('customers/update', () => customerPayload(after, shop), bench.eventId);
  return after;
}

function announceTags(bench: Bench, topic: string, id: string, tags: readonly string[]): void {
  bench.announce(
    topic,
    () => ({
      customerId: gid('Customer', id),
      tags: [...tags],
      occurredAt: new Date(bench.now * 1000).toISOString(),
    }),
    bench.eventId,
  );
}

function announceConsent(bench: Bench, customer: CustomerRecord, channel: 'email' | 'sms'): void {
  if (channel === 'email') {
    const payload = () => emailConsentPayload(customer, bench.shop);
    bench.announce('customers_email_marketing_consent/update', payload, bench.eventId);
  } else {
    const payload = () => smsConsentPayload(customer, bench.shop);
    bench.announce('customers_marketing_consent/update', payload, bench.eventId);
  }
}
