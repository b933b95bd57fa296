import { z } from 'zod';
import { nobody, type Person } from '../customers/person.ts';
import type { Consent, ProfileFact } from '../customers/profile.ts';
import { parseMinor } from '../platform/money.ts';
import type { ShopFacts } from '../customers/shopFacts.ts';
import type { ShopifyAdmin } from './adminClient.ts';
import { factsOf, factsSelection } from './customerFacts.ts';
import {
  customerNamesQuery,
  customersByIdQuery,
  customerSearchQuery,
} from './operations/customers.ts';
import { gidField, instantField, textField } from './payloadFields.ts';
import { consentStateOf } from './payloadsCustomer.ts';

/** A customer's id and name; null where the shop withholds it or there is none. */
export interface NamedCustomer {
  customerId: string;
  name: string | null;
}

/** Without approval for protected data names and addresses come as null, with an error each. */
const withheldNames = { withheld: 'null' } as const;

const namedSchema = z
  .object({ id: gidField, firstName: textField, lastName: textField })
  .transform(({ id, firstName, lastName }): NamedCustomer => {
    const name = [firstName, lastName].filter((part) => part !== null).join(' ');
    return { customerId: id, name: name === '' ? null : name };
  });

const searchSchema = z.object({
  customers: z.object({
    nodes: z.array(namedSchema),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/**
 * Customers by name, e-mail address or phone number, through the shop's own search: it holds the
 * names, we keep no index of them. What is typed is a phrase to look for, never search syntax.
 */
export async function searchCustomers(
  shop: string,
  typed: string,
  page: { first: number; after: string | null },
  admin: ShopifyAdmin,
): Promise<{ customers: NamedCustomer[]; after: string | null }> {
  const words = typed
    .split(/[\s"'\\:()<>=]+/)
    .map((word) => word.replace(/^[-*]+/, ''))
    .filter((word) => word !== '' && !/^(?:AND|OR|NOT)$/i.test(word));
  if (words.length === 0) return { customers: [], after: null };
  const variables = { search: words.join(' '), ...page };
  const { customers } = await admin.graphql(
    shop,
    customerSearchQuery,
    variables,
    searchSchema,
    withheldNames,
  );
  const { hasNextPage, endCursor } = customers.pageInfo;
  return { customers: customers.nodes, after: hasNextPage ? endCursor : null };
}

const namesSchema = z.object({
  nodes: z.array(z.object({ __typename: z.string() }).loose().nullable()),
});
const idsAtOnce = 250;
/** Ids of customers known from a file only, such as "mail-…", are not the shop's. */
const shopsOwn = /^\d+$/;

/** Names by id, asked for in as few calls as may be; who is not there (any more) is left out. */
export async function readNames(
  shop: string,
  customerIds: readonly string[],
  admin: ShopifyAdmin,
): Promise<Map<string, string | null>> {
  const names = new Map<string, string | null>();
  const known = [...new Set(customerIds)].filter((id) => shopsOwn.test(id));
  for (let start = 0; start < known.length; start += idsAtOnce) {
    const ids = known.slice(start, start + idsAtOnce).map((id) => `gid://shopify/Customer/${id}`);
    const { nodes } = await admin.graphql(
      shop,
      customerNamesQuery,
      { ids },
      namesSchema,
      withheldNames,
    );
    for (const node of nodes) {
      if (node?.__typename !== 'Customer') continue;
      const { customerId, name } = namedSchema.parse(node);
      names.set(customerId, name);
    }
  }
  return names;
}

/** All a bulk file says of one customer. */
export interface HistoryCustomer {
  profile: ProfileFact;
  consent: { email: Consent | null; sms: Consent | null };
  /** Missing where the source has none to tell. */
  facts?: ShopFacts;
}

const bulkCustomerSchema = z.object({
  id: gidField,
  createdAt: instantField,
  updatedAt: instantField,
  firstName: textField,
  lastName: textField,
  numberOfOrders: z.string().regex(/^\d+$/).transform(Number),
  amountSpent: z.object({ amount: z.string(), currencyCode: z.string() }),
  tags: z.array(z.string()),
  defaultEmailAddress: z
    .object({
      emailAddress: textField,
      marketingState: z.string(),
      marketingUpdatedAt: instantField.nullable(),
    })
    .nullable(),
  defaultPhoneNumber: z
    .object({
      phoneNumber: textField,
      smsMarketingConsent: z.object({ state: z.string(), updatedAt: instantField.nullable() }),
    })
    .nullable(),
  defaultAddress: z
    .object({
      address1: textField,
      address2: textField,
      city: textField,
      province: textField,
      zip: textField,
      countryCodeV2: textField,
      phone: textField,
    })
    .nullable(),
});

type BulkCustomer = z.infer<typeof bulkCustomerSchema>;

/**
 * One customer of a bulk file; `startedAt` (epoch seconds) is when the shop began to write it,
 * `fields` are the metafields to look for.
 */
export function customerOfBulk(
  root: unknown,
  startedAt: number,
  fields: readonly string[],
): HistoryCustomer {
  const told = bulkCustomerSchema.parse(root);
  const { amountSpent: spent, defaultEmailAddress: mail, defaultPhoneNumber: phone } = told;
  const sms = phone?.smsMarketingConsent;
  return {
    profile: {
      customerId: told.id,
      createdAt: told.createdAt,
      updatedAt: told.updatedAt,
      person: personOf(told),
      shopSays: {
        orders: told.numberOfOrders,
        spentMinor: parseMinor(spent.amount, spent.currencyCode),
        at: startedAt,
      },
      tags: told.tags,
    },
    // Consent without a date of its own was given, at the latest, when the customer was made.
    consent: {
      email: mail ? consentOf(mail.marketingState, mail.marketingUpdatedAt, told.createdAt) : null,
      sms: sms ? consentOf(sms.state, sms.updatedAt, told.createdAt) : null,
    },
    facts: factsOf(root, fields),
  };
}

const neverAsked = 'NEVER_SUBSCRIBED';

function consentOf(state: string, at: number | null, missing: number): Consent {
  return {
    state: state === neverAsked ? 'notSubscribed' : consentStateOf(state),
    at: at ?? missing,
  };
}

function personOf(told: BulkCustomer): Person {
  const { defaultAddress: address } = told;
  const person: Person = {
    ...nobody,
    firstName: told.firstName,
    lastName: told.lastName,
    email: told.defaultEmailAddress?.emailAddress ?? null,
    phone: told.defaultPhoneNumber?.phoneNumber ?? address?.phone ?? null,
  };
  if (address === null) return person;
  const { address1, address2, city, province, zip, countryCodeV2: countryCode } = address;
  return { ...person, address1, address2, city, province, zip, countryCode };
}

/**
 * Whole customers by id; who is not there (any more) is left out. `readAt`: epoch seconds;
 * `fields`: the metafields to ask for.
 */
export async function readCustomersById(
  shop: string,
  customerIds: readonly string[],
  admin: ShopifyAdmin,
  { readAt, fields }: { readAt: number; fields: readonly string[] },
): Promise<HistoryCustomer[]> {
  const found: HistoryCustomer[] = [];
  const own = [...new Set(customerIds)].filter((id) => shopsOwn.test(id));
  for (let start = 0; start < own.length; start += wholeAtOnce) {
    const ids = own.slice(start, start + wholeAtOnce).map((id) => `gid://shopify/Customer/${id}`);
    const { nodes } = await admin.graphql(
      shop,
      customersByIdQuery(factsSelection(fields)),
      { ids },
      namesSchema,
      withheldNames,
    );
    for (const node of nodes) {
      if (node?.__typename === 'Customer') found.push(customerOfBulk(node, readAt, fields));
    }
  }
  return found;
}

/** Each costs several points, and one query may not cost a thousand. */
const wholeAtOnce = 50;
