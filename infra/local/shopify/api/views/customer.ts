import { z } from 'zod';
import { gid } from '../../gid.ts';
import { utc, utcOrNull } from '../../instant.ts';
import type { CustomerRecord } from '../../records/schema.ts';
import { customerTotals } from '../../records/totals.ts';
import { both, type Where } from '../../records/shelf.ts';
import { listConnection } from '../connection.ts';
import type { View } from '../fields.ts';
import { shelfConnection } from '../shelfPage.ts';
import { visibleOrders, type World } from '../world.ts';
import { metafieldView } from './metafield.ts';
import { money } from './money.ts';
import { rfmGroupOf } from './rfmGroup.ts';
import { orderSort, orderTerm } from '../orderSearch.ts';
import { searchWhere } from '../searchQuery.ts';
import { pageArgsSchema } from '../connection.ts';

const metafieldArgs = z.object({ namespace: z.string().nullable().default(null), key: z.string() });

/** A customer; where personal data is withheld, nothing of it is shown. */
export function customerView(customer: CustomerRecord, world: World): View {
  const { records, shop } = world;
  const seen = shop.personalData === 'approved';
  const theirs: Where = { sql: 'customer_id = ?', values: [BigInt(customer.id)] };
  const totals = () => customerTotals(records, shop.domain, customer.id);
  return {
    __typename: 'Customer',
    id: gid('Customer', customer.id),
    legacyResourceId: customer.id,
    createdAt: () => utc(customer.createdAt),
    updatedAt: () => utc(customer.updatedAt),
    firstName: seen ? customer.firstName : null,
    lastName: seen ? customer.lastName : null,
    displayName: () => displayName(customer, seen),
    email: seen ? customer.email : null,
    phone: seen ? customer.phone : null,
    locale: customer.locale,
    note: customer.note,
    tags: customer.tags,
    state: 'DISABLED',
    taxExempt: false,
    taxExemptions: [],
    verifiedEmail: true,
    validEmailAddress: customer.email !== null,
    dataSaleOptOut: false,
    defaultEmailAddress: () => (seen ? emailView(customer) : null),
    defaultPhoneNumber: () => (seen ? phoneView(customer) : null),
    defaultAddress: () => (seen ? addressView(customer) : null),
    addresses: () => [addressView(customer)].filter((view) => seen && view !== null),
    addressesV2: (args: unknown) =>
      listConnection(
        [addressView(customer)].filter((view) => view !== null && seen),
        args,
        world.whole,
        (view) => view ?? {},
      ),
    amountSpent: () => money(totals().spentMinor, shop.currency),
    numberOfOrders: () => String(totals().orders),
    canDelete: () => records.orders.count(shop.domain, theirs) === 0,
    lastOrder: () => {
      const visible = both(theirs, visibleOrders(world));
      const [order] = records.orders.select(shop.domain, visible, 'processed_at DESC, id DESC', 1);
      return order === undefined ? null : world.show.order(order);
    },
    orders: (args: unknown) => {
      const { query, sortKey } = pageArgsSchema.parse(args);
      const where = both(theirs, both(visibleOrders(world), searchWhere(query, orderTerm)));
      return shelfConnection(
        {
          shelf: records.orders,
          shop: shop.domain,
          where,
          sort: orderSort(sortKey ?? 'ID'),
          whole: world.whole,
          show: (order) => world.show.order(order),
        },
        args,
      );
    },
    metafield: (args: unknown) => {
      const { namespace, key } = metafieldArgs.parse(args);
      const found = customer.metafields.find(
        (field) => field.key === key && field.namespace === (namespace ?? 'custom'),
      );
      return found === undefined ? null : metafieldView(customer, found);
    },
    metafields: (args: unknown) =>
      listConnection(customer.metafields, args, world.whole, (field) =>
        metafieldView(customer, field),
      ),
    statistics: {
      predictedSpendTier: null,
      rfmGroup: () => {
        const { orders, lastAt } = totals();
        return rfmGroupOf(orders, lastAt, world.now);
      },
    },
    mergeable: { isMergeable: true, errorFields: [], mergeInProgress: null, reason: null },
    productSubscriberStatus: 'NEVER_SUBSCRIBED',
  };
}

function displayName(customer: CustomerRecord, seen: boolean): string {
  if (!seen) return '';
  const name = [customer.firstName, customer.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? (customer.email ?? customer.phone ?? '') : name;
}

function emailView(customer: CustomerRecord): View | null {
  if (customer.email === null) return null;
  const { state, updatedAt } = customer.emailConsent;
  return {
    emailAddress: customer.email,
    marketingState: state,
    marketingOptInLevel: state === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
    marketingUpdatedAt: () => utcOrNull(updatedAt),
    openTrackingLevel: 'UNKNOWN',
    validFormat: true,
  };
}

function phoneView(customer: CustomerRecord): View | null {
  if (customer.phone === null) return null;
  const { state, updatedAt } = customer.smsConsent;
  return {
    phoneNumber: customer.phone,
    marketingState: state === 'INVALID' ? 'NOT_SUBSCRIBED' : state,
    marketingOptInLevel: state === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
    marketingUpdatedAt: () => utcOrNull(updatedAt),
    marketingCollectedFrom: 'SHOPIFY',
    smsMarketingConsent: {
      state: state === 'NOT_SUBSCRIBED' || state === 'INVALID' ? 'NEVER_SUBSCRIBED' : state,
      updatedAt: utcOrNull(updatedAt),
      optInLevel: state === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
      collectedFrom: 'SHOPIFY',
    },
  };
}

function addressView(customer: CustomerRecord): View | null {
  const { address } = customer;
  if (address === null) return null;
  return {
    id: `${gid('MailingAddress', customer.id)}?model_name=CustomerAddress`,
    address1: address.address1,
    city: address.city,
    province: address.province,
    country: address.country,
    countryCode: address.countryCode,
    countryCodeV2: address.countryCode,
    zip: address.zip,
    firstName: customer.firstName,
    lastName: customer.lastName,
    name: [customer.firstName, customer.lastName].filter((part) => part !== null).join(' '),
    phone: customer.phone,
    coordinatesValidated: false,
    formatted: [address.address1, address.city, address.country],
  };
}
