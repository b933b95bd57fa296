import type { CustomerLeft, Left, OrderLeft } from './left.ts';

/** What one sample must come to: all it leaves in an empty shop, and why if it leaves nothing. */
export interface Effect {
  file: string;
  topic: string;
  /** Of the shop; USD unless said. */
  currency?: string;
  /** Why nothing came of it; none where something did. */
  reasons?: string[];
  left: Partial<Left>;
}

const order = (of: string, changes: Partial<OrderLeft>): OrderLeft => ({
  of,
  name: '#9999',
  total: 40_495,
  refunds: [],
  payment: 'paid',
  status: 'counted',
  adds: changes.total ?? 40_495,
  discount: 0,
  codes: [],
  flags: [],
  channel: 'web',
  lines: [],
  ...changes,
});
const customer = (changes: Partial<CustomerLeft> = {}): CustomerLeft => ({
  orders: 0,
  netMinor: 0,
  person: {},
  tags: [],
  consent: {},
  shopSays: null,
  gone: false,
  ...changes,
});

const john = {
  firstName: 'John',
  lastName: 'Smith',
  email: 'john@example.com',
  phone: '123-123-1234',
  address1: '123 Elm St.',
  city: 'Ottawa',
  province: 'Ontario',
  zip: 'K2H7A8',
  countryCode: 'CA',
};
const bob = {
  firstName: 'Bob',
  lastName: 'Norman',
  email: 'bob.norman@mail.example.com',
  phone: '+16136120707',
  address1: 'Chestnut Street 92',
  city: 'Louisville',
  province: 'Kentucky',
  zip: '40202',
  countryCode: 'US',
};
const biller = {
  firstName: 'Bob',
  lastName: 'Biller',
  // Of the address: the customer has none of their own.
  phone: '555-555-5555',
  address1: "151 O'Connor Street",
  city: 'Ottawa',
  province: 'ON',
  zip: 'K2P 2L8',
  countryCode: 'CA',
};
const fake = {
  firstName: 'John',
  lastName: 'Smith',
  phone: '777-777-7777',
  address1: '123 Fake Street',
  city: 'Fakecity',
  province: 'Ontario',
  zip: 'K2P 1L4',
  countryCode: 'CA',
};
const accents = ['Léon', 'Noël'];
const docsLines = [1_999, 2_499, 8_999, 11_999, 15_999];

const ofAnotherShop = (file: string, topic: string): Effect => ({
  file,
  topic,
  // Their bodies name another shop than the unsigned header does.
  reasons: ['otherShop'],
  left: {},
});
const notTakenIn = (file: string, topic: string): Effect => ({
  file,
  topic,
  reasons: ['unknownTopic'],
  left: {},
});
const rereads = (file: string, topic: string, orderId: string): Effect => ({
  file,
  topic,
  left: { asked: [orderId] },
});

/** An order that is a test, voided and cancelled, whatever topic tells of it: nothing counts. */
const docsOrder = (file: string, topic: string): Effect => ({
  file,
  topic,
  left: {
    orders: {
      '820982911946154508': order('115310627314723954', {
        payment: 'voided',
        status: 'test',
        adds: 0,
        discount: 2_000,
        flags: ['test'],
        lines: docsLines,
      }),
    },
    customers: { '115310627314723954': customer({ person: john }) },
  },
});

/** Shopify's samples, beside the project. */
export const shopifySamples: readonly Effect[] = [
  docsOrder('orders_create-1', 'orders/create'),
  docsOrder('orders_updated-1', 'orders/updated'),
  docsOrder('orders_cancelled-1', 'orders/cancelled'),
  docsOrder('orders_paid-1', 'orders/paid'),
  {
    // A guest's, sold by an app.
    file: 'orders_create-7',
    topic: 'orders/create',
    left: {
      orders: {
        '1073459969': order('guest', {
          name: '#1002',
          total: 19_900,
          channel: '755357713',
          lines: [19_900],
        }),
      },
    },
  },
  {
    file: 'orders_create-8',
    topic: 'orders/create',
    currency: 'EUR',
    left: {
      orders: {
        '1073459976': order('guest', {
          name: '#1002',
          total: 23_847,
          channel: '755357713',
          lines: [22_497],
        }),
      },
    },
  },
  {
    // The same in a shop of another currency: kept for somebody to look at, in no sum.
    file: 'orders_create-8',
    topic: 'orders/create',
    reasons: [
      "The order is in another currency than the shop's: compare total_price_set.shop_money.currency_code with the shop's settings.",
    ],
    left: {},
  },
  {
    // A draft order's manual discount stands among the codes with its title: it is none.
    file: 'orders_create-9',
    topic: 'orders/create',
    left: {
      orders: {
        '1073459981': order('1073339475', {
          name: '#1002',
          total: 18_109,
          discount: 1_791,
          channel: '755357713',
          lines: [18_109],
        }),
      },
      customers: {
        '1073339475': customer({
          orders: 1,
          netMinor: 18_109,
          person: { ...fake, email: 'jane@example.com' },
        }),
      },
    },
  },
  {
    file: 'orders_create-10',
    topic: 'orders/create',
    left: {
      orders: {
        '1073459983': order('207119551', {
          name: '#1002',
          total: 19_900,
          payment: 'pending',
          status: 'unpaid',
          adds: 0,
          channel: '755357713',
          lines: [19_900],
        }),
      },
      customers: { '207119551': customer({ person: bob, tags: accents }) },
    },
  },
  {
    // The buyer paid in US dollars: the shop's own Canadian ones count.
    file: 'orders_create-11',
    topic: 'orders/create',
    currency: 'CAD',
    left: {
      orders: {
        '4182097789057': order('115310627314723954', {
          total: 204_903,
          discount: 20_678,
          codes: ['SNOW10'],
          lines: [186_106],
        }),
      },
      customers: {
        '115310627314723954': customer({ orders: 1, netMinor: 204_903, person: john }),
      },
    },
  },
  {
    // At the till, nobody known.
    file: 'orders_create-12',
    topic: 'orders/create',
    left: {
      orders: {
        '6022498320664': order('guest', {
          discount: 2_000,
          flags: ['pos'],
          channel: 'pos',
          lines: docsLines,
        }),
      },
    },
  },
  {
    // Paid, but a test.
    file: 'orders_create-13',
    topic: 'orders/create',
    left: {
      orders: {
        '1111111111111': order('115310627314723954', {
          status: 'test',
          adds: 0,
          discount: 2_000,
          flags: ['test'],
          lines: docsLines,
        }),
      },
      customers: { '115310627314723954': customer({ person: john }) },
    },
  },
  {
    // Protected fields withheld: the customer counts, the person stays unknown.
    file: 'orders_create-14',
    topic: 'orders/create',
    left: {
      orders: {
        '2222222222222': order('115310627314723954', { discount: 2_000, lines: docsLines }),
      },
      customers: {
        '115310627314723954': customer({
          orders: 1,
          netMinor: 40_495,
          person: { city: 'Ottawa', province: 'Ontario', countryCode: 'CA' },
        }),
      },
    },
  },
  {
    // 598.94 less the 209.00 that moved; the current total of 199.65 is not asked.
    file: 'orders_updated-2',
    topic: 'orders/updated',
    left: {
      orders: {
        '450789469': order('207119551', {
          name: '#1001',
          total: 59_894,
          refunds: [20_900],
          payment: 'partiallyRefunded',
          adds: 38_994,
          discount: 1_000,
          codes: ['TENOFF'],
          lines: [19_566, 19_567, 19_567],
        }),
      },
      customers: {
        '207119551': customer({ orders: 1, netMinor: 38_994, person: bob, tags: accents }),
      },
    },
  },
  {
    file: 'orders_updated-3',
    topic: 'orders/updated',
    left: {
      orders: {
        '1073459980': order('1073339474', {
          name: '#1002',
          total: 19_900,
          payment: 'partiallyPaid',
          channel: '755357713',
          lines: [19_900],
        }),
      },
      customers: {
        '1073339474': customer({
          orders: 1,
          netMinor: 19_900,
          person: { ...fake, email: 'paul.norman@example.com' },
        }),
      },
    },
  },
  {
    // Two transactions of one refund are one refund; a cancelled order adds nothing.
    file: 'orders_cancelled-3',
    topic: 'orders/cancelled',
    left: {
      orders: {
        '450789469': order('207119551', {
          name: '#1001',
          total: 59_894,
          refunds: [11_000],
          payment: 'refunded',
          status: 'cancelled',
          adds: 0,
          discount: 1_000,
          codes: ['TENOFF'],
          lines: [19_566, 19_567, 19_567],
        }),
      },
      customers: { '207119551': customer({ person: bob, tags: accents }) },
    },
  },
  { file: 'orders_delete-1', topic: 'orders/delete', left: { deleted: ['820982911946154508'] } },
  rereads('orders_edited-1', 'orders/edited', '820982911946154508'),
  rereads('refunds_create-1', 'refunds/create', '820982911946154508'),
  rereads('refunds_create-2', 'refunds/create', '450789469'),
  rereads('refunds_create-3', 'refunds/create', '450789469'),
  rereads('refunds_create-4', 'refunds/create', '450789469'),
  {
    file: 'customers_create-1',
    topic: 'customers/create',
    left: {
      customers: {
        '706405506930370084': customer({ person: { ...biller, email: 'bob@biller.com' } }),
      },
    },
  },
  {
    file: 'customers_update-1',
    topic: 'customers/update',
    left: {
      customers: {
        '706405506930370084': customer({ person: { ...biller, email: 'bob@biller.com' } }),
      },
    },
  },
  {
    file: 'customers_update-2',
    topic: 'customers/update',
    left: { customers: { '706405506930370084': customer({ person: biller }) } },
  },
  {
    file: 'customers_update-3',
    topic: 'customers/update',
    left: { customers: { '207119551': customer({ person: bob, tags: accents }) } },
  },
  {
    file: 'customers_delete-1',
    topic: 'customers/delete',
    left: { customers: { '706405506930370084': customer({ gone: true }) } },
  },
  {
    file: 'customers_purchasing_summary-1',
    topic: 'customers/purchasing_summary',
    left: { customers: { '1': customer({ shopSays: { orders: 1, spentMinor: 10_000 } }) } },
  },
  {
    file: 'customers_email_marketing_consent_update-1',
    topic: 'customers_email_marketing_consent/update',
    left: {
      customers: { '706405506930370084': customer({ consent: { email: 'notSubscribed' } }) },
    },
  },
  {
    file: 'customers_marketing_consent_update-1',
    topic: 'customers_marketing_consent/update',
    left: { customers: { '706405506930370084': customer({ consent: { sms: 'unknown' } }) } },
  },
  {
    file: 'customer_tags_added-1',
    topic: 'customer.tags_added',
    left: { customers: { '1': customer({ tags: ['tag1', 'tag2'] }) } },
  },
  {
    file: 'customer_tags_removed-1',
    topic: 'customer.tags_removed',
    left: { customers: { '1': customer() } },
  },
  { file: 'app_uninstalled-1', topic: 'app/uninstalled', left: {} },
  ofAnotherShop('customers_data_request-1', 'customers/data_request'),
  ofAnotherShop('customers_redact-1', 'customers/redact'),
  ofAnotherShop('customers_redact-2', 'customers/redact'),
  ofAnotherShop('shop_redact-1', 'shop/redact'),
  // Said before this shop was installed.
  { file: 'app_scopes_update-1', topic: 'app/scopes_update', left: {} },
  notTakenIn('app_subscriptions_update-1', 'app_subscriptions/update'),
  notTakenIn('bulk_operations_finish-1', 'bulk_operations/finish'),
  notTakenIn('customer_joined_segment-1', 'customer.joined_segment'),
  notTakenIn('customer_left_segment-1', 'customer.left_segment'),
  notTakenIn('customers_enable-1', 'customers/enable'),
  // One merge that failed, one that was done.
  { file: 'customers_merge-1', topic: 'customers/merge', left: {} },
  {
    file: 'customers_merge-2',
    topic: 'customers/merge',
    left: { customers: { '1': customer(), '2': customer({ mergedInto: '1' }) } },
  },
  notTakenIn(
    'customers_whats_app_marketing_consent_update-1',
    'customers_whats_app_marketing_consent/update',
  ),
  notTakenIn('discounts_create-1', 'discounts/create'),
  notTakenIn('discounts_update-1', 'discounts/update'),
  notTakenIn('discounts_redeemcode_added-1', 'discounts/redeemcode_added'),
  notTakenIn('discounts_redeemcode_removed-1', 'discounts/redeemcode_removed'),
  notTakenIn('order_transactions_create-1', 'order_transactions/create'),
  notTakenIn('orders_risk_assessment_changed-1', 'orders/risk_assessment_changed'),
  notTakenIn('segments_create-1', 'segments/create'),
];

/** Samples of our own, for what Shopify's leave out. */
export const ownSamples: readonly Effect[] = [
  {
    // A company's order: money like any other, and its buyer is ranked among wholesale customers.
    file: 'orders_create-company',
    topic: 'orders/create',
    left: {
      orders: {
        '6200000000001': order('7200000000001', {
          name: '#2001',
          total: 1_248_000,
          flags: ['wholesale'],
          lines: [1_200_000],
        }),
      },
      customers: {
        '7200000000001': customer({
          orders: 1,
          netMinor: 1_248_000,
          person: {
            firstName: 'Dana',
            lastName: 'Okafor',
            email: 'orders@harbour-kitchens.example',
            phone: '+12025550101',
            address1: '8 Dock Road',
            city: 'Baltimore',
            province: 'Maryland',
            zip: '21224',
            countryCode: 'US',
          },
        }),
      },
    },
  },
  {
    // A renewal: an order and its money; its automatic discount is no code.
    file: 'orders_create-renewal',
    topic: 'orders/create',
    left: {
      orders: {
        '6200000000002': order('7200000000002', {
          name: '#2002',
          total: 2_700,
          discount: 300,
          flags: ['subscription'],
          channel: 'subscription_contract',
          lines: [2_700],
        }),
      },
      customers: {
        '7200000000002': customer({
          orders: 1,
          netMinor: 2_700,
          person: { firstName: 'Iris', lastName: 'Vega', email: 'iris.vega@example.org' },
        }),
      },
    },
  },
  {
    // At the till with a customer, in a currency without decimals.
    file: 'orders_create-pos',
    topic: 'orders/create',
    currency: 'JPY',
    left: {
      orders: {
        '6200000000003': order('7200000000003', {
          name: '#2003',
          total: 5_480,
          flags: ['pos'],
          channel: 'pos',
          lines: [5_480],
        }),
      },
      customers: {
        '7200000000003': customer({
          orders: 1,
          netMinor: 5_480,
          person: { firstName: 'Haru', lastName: 'Sato', phone: '+819012345678' },
        }),
      },
    },
  },
  {
    // Its address leads to the marketplace: kept, and nobody is found by it.
    file: 'orders_create-marketplace',
    topic: 'orders/create',
    currency: 'EUR',
    left: {
      orders: {
        '6200000000004': order('7200000000004', {
          name: '#2004',
          total: 4_990,
          channel: '2653365',
          lines: [4_500],
        }),
      },
      customers: {
        '7200000000004': customer({
          orders: 1,
          netMinor: 4_990,
          person: {
            firstName: 'Jonas',
            lastName: 'Weber',
            email: 'k7x2q9v4m1p8z3t@marketplace.amazon.de',
            phone: '+491715550104',
            address1: 'Lindenallee 12',
            city: 'Kassel',
            zip: '34119',
            countryCode: 'DE',
          },
        }),
      },
    },
  },
  {
    // A purchase of staff is kept like any other; whether it counts the shop says by its code.
    file: 'orders_create-staff',
    topic: 'orders/create',
    left: {
      orders: {
        '6200000000005': order('7200000000005', {
          name: '#2005',
          total: 6_000,
          discount: 4_000,
          codes: ['TEAM40'],
          lines: [6_000],
        }),
      },
      customers: {
        '7200000000005': customer({
          orders: 1,
          netMinor: 6_000,
          person: {
            firstName: 'Noor',
            lastName: 'Haddad',
            email: 'noor.haddad@example.com',
            phone: '+12025550105',
          },
        }),
      },
    },
  },
  {
    // Of many transactions only refunds that succeeded moved money: 10.00, and 4.90 of shipping.
    file: 'orders_updated-refunds',
    topic: 'orders/updated',
    left: {
      orders: {
        '6200000000006': order('guest', {
          name: '#2006',
          total: 10_000,
          refunds: [1_000, 490],
          payment: 'partiallyRefunded',
          adds: 8_510,
          lines: [10_000],
        }),
      },
    },
  },
];
