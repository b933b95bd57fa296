import { z } from 'zod';
import type { Consent, ProfileFact } from '../customers/profile.ts';
import type { CustomerTold } from '../intake/told.ts';
import { nobody, type Person } from '../customers/person.ts';
import {
  gidOf,
  idField,
  instantField,
  instantMsField,
  minorOf,
  tagField,
  textField,
} from './payloadFields.ts';

const addressField = z.object({
  first_name: textField,
  last_name: textField,
  address1: textField,
  address2: textField,
  city: textField,
  province: textField,
  zip: textField,
  country_code: textField,
  phone: textField,
});

/** Shopify keeps 250 tags of a customer. */
const mostTags = 1_000;
/** A key no plain object keeps. */
const unkeepable = '__proto__';
const tagList = z
  .array(tagField)
  .max(mostTags)
  .transform((tags) => tags.filter((tag) => tag.trim() !== '' && tag !== unkeepable));

function tagsIn(list: string | null | undefined): string[] | null {
  return typeof list === 'string' ? list.split(',').map((tag) => tag.trim()) : null;
}

/** A customer as customers/create, customers/update and an order carry them. */
export const customerField = z
  .object({
    id: idField,
    admin_graphql_api_id: gidOf('Customer').nullish(),
    created_at: instantField.nullish(),
    updated_at: instantField.nullish(),
    first_name: textField,
    last_name: textField,
    email: textField,
    phone: textField,
    /** Only in payloads of before 2025-01. */
    tags: z.string().nullish().transform(tagsIn).pipe(tagList.nullable()),
    default_address: addressField.nullish(),
  })
  .transform((customer) => ({ ...customer, id: customer.admin_graphql_api_id ?? customer.id }));

export function profileOf(customer: z.infer<typeof customerField>): ProfileFact {
  const { id: customerId, created_at: createdAt, updated_at: updatedAt, tags } = customer;
  return {
    customerId,
    createdAt: createdAt ?? null,
    updatedAt: updatedAt ?? null,
    person: personOf(customer),
    shopSays: null,
    tags,
  };
}

function personOf(customer: z.infer<typeof customerField>): Person {
  const { default_address: address } = customer;
  const person: Person = {
    ...nobody,
    firstName: customer.first_name,
    lastName: customer.last_name,
    email: customer.email,
    phone: customer.phone,
  };
  if (address === null || address === undefined) return person;
  const { address1, address2, city, province, zip, country_code: countryCode } = address;
  const phone = person.phone ?? address.phone;
  return { ...person, phone, address1, address2, city, province, zip, countryCode };
}

export function customerTold(body: unknown): CustomerTold {
  return { kind: 'customer', profile: profileOf(customerField.parse(body)) };
}

/** A whole customer or order under this topic is somebody's replay: the header is unsigned. */
export function customerDeleted(body: unknown): CustomerTold {
  const { id, admin_graphql_api_id } = z
    .object({
      id: idField,
      admin_graphql_api_id: gidOf('Customer').nullish(),
      updated_at: z.undefined().optional(),
    })
    .parse(body);
  return { kind: 'customerDeleted', customerId: admin_graphql_api_id ?? id };
}

const tagsPayload = z.object({
  customerId: gidOf('Customer'),
  tags: tagList,
  occurredAt: instantMsField,
});

export function tagsTold(body: unknown, on: boolean): CustomerTold {
  const { customerId, tags, occurredAt } = tagsPayload.parse(body);
  return { kind: 'tags', customerId, tags, on, atMs: occurredAt };
}

const consentStates: ReadonlyMap<string, Consent['state']> = new Map([
  ['subscribed', 'subscribed'],
  ['unsubscribed', 'unsubscribed'],
  ['pending', 'pending'],
  ['not_subscribed', 'notSubscribed'],
  ['redacted', 'redacted'],
]);

/** By webhook in lower case, by GraphQL in upper case. */
export function consentStateOf(state: string | null | undefined): Consent['state'] {
  return consentStates.get(state?.toLowerCase() ?? '') ?? 'unknown';
}

const consentField = z.object({
  state: z.string().nullish(),
  consent_updated_at: instantField.nullish(),
});

/** Consent without a date of its own is dated by its delivery (epoch seconds). */
export function consentTold(
  body: unknown,
  channel: 'email' | 'sms',
  deliveredAt: number,
): CustomerTold {
  const told =
    channel === 'email'
      ? z.object({ customer_id: idField, email_marketing_consent: consentField }).parse(body)
      : z.object({ id: idField, sms_marketing_consent: consentField }).parse(body);
  const [customerId, { state, consent_updated_at: at }] =
    'customer_id' in told
      ? [told.customer_id, told.email_marketing_consent]
      : [told.id, told.sms_marketing_consent];
  const consent: Consent = { state: consentStateOf(state), at: at ?? deliveredAt };
  return { kind: 'consent', customerId, channel, consent };
}

const spentField = z
  .object({ amount: z.string(), currencyCode: z.string() })
  .transform(({ amount, currencyCode }, context) => {
    const minor = minorOf(amount, currencyCode);
    if (minor !== null) return minor;
    context.addIssue('not an amount');
    return z.NEVER;
  });

const summaryPayload = z.object({
  customerId: gidOf('Customer'),
  numberOfOrders: z.union([
    z.number().int().nonnegative(),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
  ]),
  amountSpent: spentField,
  occurredAt: instantField,
});

export function summaryTold(body: unknown): CustomerTold {
  const told = summaryPayload.parse(body);
  const { customerId, numberOfOrders, amountSpent: spentMinor, occurredAt } = told;
  return {
    kind: 'summary',
    customerId,
    shopSays: { orders: numberOfOrders, spentMinor, at: occurredAt },
  };
}
