import type { Presentment } from '../amount.ts';
import { codeKey } from '../records/records.ts';
import type { LineRecord, OrderRecord, ShopRecord } from '../records/schema.ts';
import { variantOf } from '../records/variants.ts';
import { redemptions } from '../records/totals.ts';
import type { Bench } from './customers.ts';
import { orderOf } from './orderOf.ts';
import { keepOrder, recordRedemption } from './orders.ts';
import type { Rebate } from './price.ts';
import { mayRedeem, rebateOf, type CodeRefusal } from './redeem.ts';

export interface OrderInput {
  customerId: string | null;
  email?: string | null;
  /** `variant`: its title; missing: the first the product has. */
  lines: readonly { productId: string; quantity: number; variant?: string | null }[];
  discountCode?: string;
  manualDiscount?: { title: string; minor: number };
  shippingMinor?: number;
  tipMinor?: number;
  sourceName?: string;
  test?: boolean;
  payment?: 'PAID' | 'PENDING' | 'AUTHORIZED';
  presentment?: Presentment;
  tags?: readonly string[];
  note?: string;
}

export type Placed =
  | { outcome: 'placed'; order: OrderRecord }
  | { outcome: 'refused'; because: CodeRefusal | 'unknownCustomer' | 'unknownProduct' };

/** A buyer checks out: the code is checked, the redemption kept, the app told. */
export function placeOrder(bench: Bench, input: OrderInput): Placed {
  const { records, shop } = bench;
  const customer =
    input.customerId === null ? null : records.customers.get(shop.domain, input.customerId);
  if (customer === undefined) return { outcome: 'refused', because: 'unknownCustomer' };
  const lines = linesOf(bench, input);
  if (lines === undefined) return { outcome: 'refused', because: 'unknownProduct' };
  const redeemed = redeem(bench, input, lines);
  if (redeemed.outcome === 'refused') return redeemed;

  const order = orderOf({
    ...usual(shop),
    ...input,
    id: records.nextId(shop.domain, 'Order'),
    number: Number(records.nextId(shop.domain, 'OrderNumber')),
    saleTransactionId: records.nextId(shop.domain, 'Other'),
    email: input.email === undefined ? (customer?.email ?? null) : input.email,
    at: bench.now,
    lines,
    rebate: redeemed.rebate ?? manualRebate(input),
    taxPpm: shop.taxPpm,
    taxesIncluded: shop.taxesIncluded,
  });
  keepOrder(bench, order, 'orders/create');
  if (redeemed.discountId !== null) {
    recordRedemption({ records, domain: shop.domain }, redeemed.discountId, order);
  }
  return { outcome: 'placed', order };
}

function usual(shop: ShopRecord) {
  return {
    shippingMinor: shop.shippingMinor,
    tipMinor: 0,
    sourceName: 'web',
    test: false,
    payment: 'PAID',
    presentment: null,
    tags: [],
    note: null,
  } as const;
}

function linesOf(bench: Bench, input: OrderInput): LineRecord[] | undefined {
  const lines: LineRecord[] = [];
  for (const { productId, quantity, variant } of input.lines) {
    const product = bench.records.products.get(bench.shop.domain, productId);
    if (product === undefined) return undefined;
    const { id: variantId, title } = variantOf(product, variant ?? null);
    lines.push({
      id: bench.records.nextId(bench.shop.domain, 'Other'),
      productId,
      variantId,
      title: product.title,
      ...(title === null ? {} : { variantTitle: title }),
      vendor: product.vendor,
      sku: product.sku,
      quantity,
      unitMinor: product.priceMinor,
      discountMinor: 0,
    });
  }
  return lines;
}

type Redeemed =
  | { outcome: 'ok'; rebate: Rebate | null; discountId: string | null }
  | { outcome: 'refused'; because: CodeRefusal };

function redeem(bench: Bench, input: OrderInput, lines: readonly LineRecord[]): Redeemed {
  const { records, shop, now } = bench;
  if (input.discountCode === undefined) return { outcome: 'ok', rebate: null, discountId: null };
  const [discount] = records.discounts.select(
    shop.domain,
    { sql: 'code_key = ?', values: [codeKey(input.discountCode)] },
    'id',
    1,
  );
  if (discount === undefined) return { outcome: 'refused', because: 'unknownCode' };
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  const { customerId } = input;
  const verdict = mayRedeem(discount, {
    at: now,
    customerId,
    subtotalMinor: lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0),
    quantity: pieces,
    used: redemptions(records, shop.domain, discount.id),
    usedByCustomer:
      customerId === null ? 0 : redemptions(records, shop.domain, discount.id, { customerId }),
  });
  return verdict === 'yes'
    ? { outcome: 'ok', rebate: rebateOf(discount, pieces), discountId: discount.id }
    : { outcome: 'refused', because: verdict };
}

function manualRebate(input: OrderInput): Rebate | null {
  if (input.manualDiscount === undefined) return null;
  const { title, minor } = input.manualDiscount;
  return { kind: 'manual', label: title, offer: { as: 'amount', minor } };
}
