import { z } from 'zod';
import type { Consent, ProfileFact } from '../customers/profile.ts';
import { parseMinor } from '../platform/money.ts';
import { gidField, idField, instantField, textField } from './payloadFields.ts';

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

/** A customer as customers/create, customers/update and an order carry them. */
export const customerField = z
  .object({
    id: idField,
    admin_graphql_api_id: gidField.nullish(),
    created_at: instantField.nullish(),
    updated_at: instantField.nullish(),
    first_name: textField,
    last_name: textField,
    email: textField,
    phone: textField,
    /** Only in payloads of before 2025-01. */
    tags: z.string().nullish(),
    default_address: addressField.nullish(),
  })
  .transform((customer) => ({ ...customer, id: customer.admin_graphql_api_id ?? customer.id }));

export function profileOf(customer: z.infer<typeof customerField>): ProfileFact {
  const address = customer.default_address;
  return {
    customerId: customer.id,
    createdAt: customer.created_at ?? null,
    updatedAt: customer.updated_at ?? null,
    person: {
      firstName: customer.first_name,
      lastName: customer.last_name,
      email: customer.email,
      phone: customer.phone ?? address?.phone ?? null,
      address1: address?.address1 ?? null,
      address2: address?.address2 ?? null,
      city: address?.city ?? null,
      province: address?.province ?? null,
      zip: address?.zip ?? null,
      countryCode: address?.country_code ?? null,
    },
    shopSays: null,
    tags: typeof customer.tags === 'string' ? tagsIn(customer.tags) : null,
  };
}

function tagsIn(list: string): string[] {
  return list
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** What the shop says about one customer besides their orders. */
export type CustomerTold =
  | { kind: 'customer'; profile: ProfileFact }
  | { kind: 'customerDeleted'; customerId: string }
  | { kind: 'tags'; customerId: string; tags: string[]; on: boolean; atMs: number }
  | { kind: 'consent'; customerId: string; channel: 'email' | 'sms'; consent: Consent }
  | {
      kind: 'summary';
      customerId: string;
      shopSays: NonNullable<ProfileFact['shopSays']>;
    };

export function customerTold(body: unknown): CustomerTold {
  return { kind: 'customer', profile: profileOf(customerField.parse(body)) };
}

export function customerDeleted(body: unknown): CustomerTold {
  const { id, admin_graphql_api_id } = z
    .object({ id: idField, admin_graphql_api_id: gidField.nullish() })
    .parse(body);
  return { kind: 'customerDeleted', customerId: admin_graphql_api_id ?? id };
}

const tagsPayload = z.object({
  customerId: gidField,
  tags: z.array(z.string()),
  occurredAt: z.string().transform((text) => Date.parse(text)),
});

export function tagsTold(body: unknown, on: boolean): CustomerTold {
  const { customerId, tags, occurredAt } = tagsPayload.parse(body);
  return { kind: 'tags', customerId, tags, on, atMs: occurredAt };
}

const consentStates: Readonly<Record<string, Consent['state']>> = {
  subscribed: 'subscribed',
  unsubscribed: 'unsubscribed',
  pending: 'pending',
  not_subscribed: 'notSubscribed',
  redacted: 'redacted',
};

/** By webhook in lower case, by GraphQL in upper case. */
export function consentStateOf(state: string | null | undefined): Consent['state'] {
  return consentStates[state?.toLowerCase() ?? ''] ?? 'unknown';
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

const summaryPayload = z.object({
  customerId: gidField,
  numberOfOrders: z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]),
  amountSpent: z.object({ amount: z.string(), currencyCode: z.string() }),
  occurredAt: instantField,
});

export function summaryTold(body: unknown): CustomerTold {
  const { customerId, numberOfOrders, amountSpent, occurredAt } = summaryPayload.parse(body);
  const spentMinor = parseMinor(amountSpent.amount, amountSpent.currencyCode);
  return {
    kind: 'summary',
    customerId,
    shopSays: { orders: numberOfOrders, spentMinor, at: occurredAt },
  };
}
