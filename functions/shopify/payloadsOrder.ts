import { z } from 'zod';
import type { OrderFact, OrderFlag, OrderLine, Payment, Refund } from '../customers/orderFact.ts';
import type { OrderTold } from '../intake/told.ts';
import { Refusal } from '../platform/refusal.ts';
import {
  gidOf,
  idField,
  instantField,
  minorOf,
  moneySetField,
  nameField,
  textField,
  codeField,
  variantField,
} from './payloadFields.ts';
import { customerField, profileOf } from './payloadsCustomer.ts';

const transactionField = z.object({
  kind: z.string(),
  status: z.string(),
  amount: z.string(),
  currency: z.string().nullish(),
});

const refundField = z.object({
  id: idField,
  created_at: instantField,
  processed_at: instantField.nullish(),
  transactions: z.array(transactionField).nullish(),
});

const lineField = z.object({
  product_id: idField.nullish(),
  variant_title: variantField,
  quantity: z.number().int().nonnegative(),
  price_set: moneySetField,
  discount_allocations: z.array(z.object({ amount_set: moneySetField })).nullish(),
});

/** The parts of an order that count, in the shape of orders/create, updated, cancelled and paid. */
const orderPayload = z.object({
  id: idField,
  admin_graphql_api_id: gidOf('Order').nullish(),
  name: nameField,
  created_at: instantField,
  processed_at: instantField.nullish(),
  updated_at: instantField,
  cancelled_at: instantField.nullish(),
  financial_status: z.string().nullish(),
  test: z.boolean().nullish(),
  source_name: textField,
  company: z.looseObject({}).nullish(),
  /** What the buyer paid in. */
  presentment_currency: z.string().nullish(),
  total_price_set: moneySetField,
  total_discounts_set: moneySetField.nullish(),
  discount_applications: z
    .array(z.object({ type: z.string(), code: codeField.nullish() }))
    .nullish(),
  customer: customerField.nullish(),
  refunds: z.array(refundField).nullish(),
  line_items: z.array(lineField).nullish(),
});
type OrderPayload = z.infer<typeof orderPayload>;

export function orderTold(body: unknown): OrderTold {
  const order = orderPayload.parse(body);
  const orderId = order.admin_graphql_api_id ?? order.id;
  const { currency, minor: totalMinor } = order.total_price_set;
  refuseOtherCurrency(order, currency);
  const refunds = refundsIn(order, currency);
  if (refunds === 'otherCurrency') return { kind: 'reread', orderId };
  const fact: OrderFact = {
    orderId,
    name: order.name,
    customerId: order.customer?.id ?? null,
    updatedAt: order.updated_at,
    placedAt: order.processed_at ?? order.created_at,
    cancelledAt: order.cancelled_at ?? null,
    kind: 'order',
    payment: paymentOf(order.financial_status),
    totalMinor,
    refunds,
    discountMinor: order.total_discounts_set?.minor ?? 0,
    codes: redeemedCodes(order.discount_applications ?? []),
    flags: flagsOf(order),
    channel: order.source_name,
    lines: (order.line_items ?? []).map(lineOf),
  };
  const profile = order.customer ? profileOf(order.customer) : null;
  return { kind: 'order', fact, profile, currency };
}

/** The shop's money of one order is of one currency: minor units of two do not add up. */
function refuseOtherCurrency(order: OrderPayload, currency: string): void {
  const lines = order.line_items ?? [];
  const sets = [
    order.total_discounts_set,
    ...lines.map((line) => line.price_set),
    ...lines.flatMap((line) => line.discount_allocations ?? []).map(({ amount_set }) => amount_set),
  ];
  if (sets.every((set) => (set?.currency ?? currency) === currency)) return;
  throw new Refusal(
    'invalid',
    'The shop money of this order is in more than one currency: see the currency_code of its sets.',
  );
}

const paymentStates: ReadonlyMap<string, Payment> = new Map([
  ['pending', 'pending'],
  ['authorized', 'authorized'],
  ['partially_paid', 'partiallyPaid'],
  ['paid', 'paid'],
  ['partially_refunded', 'partiallyRefunded'],
  ['refunded', 'refunded'],
  ['voided', 'voided'],
  ['expired', 'expired'],
]);

/** By webhook in lower case, by GraphQL in upper case. */
export function paymentOf(status: string | null | undefined): Payment {
  return paymentStates.get(status?.toLowerCase() ?? '') ?? 'unknown';
}

/** Only real codes: a draft order's manual discount stands among them with its title. */
export function redeemedCodes(
  applications: readonly { type: string; code?: string | null | undefined }[],
): string[] {
  return applications.flatMap(({ type, code }) =>
    type === 'discount_code' && code ? [code.trim().toUpperCase()] : [],
  );
}

/** Names Shopify gives the channels that change what an order means. */
const channels = {
  pos: 'pos',
  draft: 'shopify_draft_order',
  renewal: 'subscription_contract',
} as const;

/** Flags of an order by its channel, wherever it was read. */
export function channelFlags(channel: string | null): OrderFlag[] {
  if (channel === channels.pos) return ['pos'];
  if (channel === channels.draft) return ['draft'];
  return channel === channels.renewal ? ['subscription'] : [];
}

function flagsOf(order: OrderPayload): OrderFlag[] {
  const flags = channelFlags(order.source_name);
  if (order.test === true) flags.push('test');
  if (order.company !== null && order.company !== undefined) flags.push('wholesale');
  return flags;
}

/** Money that moved: the successful refund transactions, which are in the buyer's currency. */
function refundsIn(order: OrderPayload, currency: string): Refund[] | 'otherCurrency' {
  const refunds: Refund[] = [];
  for (const refund of order.refunds ?? []) {
    let minor = 0;
    for (const { kind, status, amount, ...told } of refund.transactions ?? []) {
      if (kind !== 'refund' || status !== 'success') continue;
      const moved = told.currency ?? order.presentment_currency ?? currency;
      if (moved !== currency) return 'otherCurrency';
      minor += minorOf(amount, currency) ?? refuseField('refunds.transactions.amount');
    }
    refunds.push({ refundId: refund.id, at: refund.processed_at ?? refund.created_at, minor });
  }
  return refunds;
}

function lineOf(line: z.infer<typeof lineField>): OrderLine {
  const discount = (line.discount_allocations ?? []).reduce(
    (sum, allocation) => sum + allocation.amount_set.minor,
    0,
  );
  const netMinor = line.price_set.minor * line.quantity - discount;
  if (!Number.isSafeInteger(netMinor)) refuseField('line_items.quantity');
  return {
    productId: line.product_id ?? null,
    quantity: line.quantity,
    netMinor,
    ...variantOf(line.variant_title),
  };
}

/** Left out where it says nothing, so that one line has one form. */
export function variantOf(title: string | null): Pick<OrderLine, 'variant'> {
  return title === null ? {} : { variant: title };
}

function refuseField(field: string): never {
  throw new Refusal('invalid', `The order is not what its topic promises: ${field}.`);
}
