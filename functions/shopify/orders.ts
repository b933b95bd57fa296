import { z } from 'zod';
import type { OrderFact, OrderFlag, OrderLine } from '../customers/orderFact.ts';
import { parseMinor } from '../platform/money.ts';
import type { ShopifyAdmin } from './adminClient.ts';
import { orderQuery } from './operations/orders.ts';
import { gidField, instantField, textField, variantField } from './payloadFields.ts';
import { channelFlags, paymentOf, variantOf } from './payloadsOrder.ts';

export const moneyBag = z
  .object({ shopMoney: z.object({ amount: z.string(), currencyCode: z.string() }) })
  .transform(({ shopMoney }) => parseMinor(shopMoney.amount, shopMoney.currencyCode));

export const lineSchema = z.object({
  quantity: z.number().int(),
  variantTitle: variantField,
  product: z.object({ id: gidField }).nullable(),
  originalUnitPriceSet: moneyBag,
  discountAllocations: z.array(z.object({ allocatedAmountSet: moneyBag })),
});

export const orderShape = {
  id: gidField,
  name: textField,
  processedAt: instantField,
  updatedAt: instantField,
  cancelledAt: instantField.nullable(),
  displayFinancialStatus: z.string().nullable(),
  test: z.boolean(),
  sourceName: textField,
  customer: z.object({ id: gidField }).nullable(),
  purchasingEntity: z.object({ __typename: z.string() }).nullable(),
  totalPriceSet: moneyBag,
  totalDiscountsSet: moneyBag.nullable(),
  refunds: z.array(
    z.object({ id: gidField, processedAt: instantField, totalRefundedSet: moneyBag }),
  ),
};
type Order = z.infer<z.ZodObject<typeof orderShape>>;

const bulkOrderSchema = z.object({ ...orderShape, discountCodes: z.array(z.string()) });
const oneOrderSchema = z.object({
  order: z
    .object({
      ...orderShape,
      discountApplications: z.object({
        nodes: z.array(z.object({ __typename: z.string(), code: z.string().optional() })),
      }),
      lineItems: z.object({ nodes: z.array(lineSchema) }),
    })
    .nullable(),
});

/**
 * The same fact as the order's webhook gives. `readAt`: the shop was asked no earlier (epoch
 * seconds by its own clock); a whole second after the order's last change nothing else can have
 * happened in it.
 */
export function factOf(
  order: Order,
  codes: readonly string[],
  lines: readonly z.infer<typeof lineSchema>[],
  readAt: number,
): OrderFact {
  const flags: OrderFlag[] = channelFlags(order.sourceName);
  if (order.test) flags.push('test');
  if (order.purchasingEntity?.__typename === 'PurchasingCompany') flags.push('wholesale');
  return {
    orderId: order.id,
    name: order.name,
    customerId: order.customer?.id ?? null,
    updatedAt: order.updatedAt,
    settled: readAt > order.updatedAt,
    placedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    kind: 'order',
    payment: paymentOf(order.displayFinancialStatus),
    totalMinor: order.totalPriceSet,
    refunds: order.refunds.map(({ id, processedAt, totalRefundedSet }) => ({
      refundId: id,
      at: processedAt,
      minor: totalRefundedSet,
    })),
    discountMinor: order.totalDiscountsSet ?? 0,
    codes: codes.map((code) => code.trim().toUpperCase()),
    flags,
    channel: order.sourceName,
    lines: lines.map(lineOf),
  };
}

function lineOf(line: z.infer<typeof lineSchema>): OrderLine {
  const discount = line.discountAllocations.reduce(
    (sum, allocation) => sum + allocation.allocatedAmountSet,
    0,
  );
  return {
    productId: line.product?.id ?? null,
    quantity: line.quantity,
    netMinor: line.originalUnitPriceSet * line.quantity - discount,
    ...variantOf(line.variantTitle),
  };
}

/**
 * One order of a bulk file and its lines. `readByItself`: a draft order with a discount, whose
 * codes only a read of its own can tell from a title.
 */
export function orderOfBulk(
  root: unknown,
  children: readonly unknown[],
  startedAt: number,
): { outcome: 'order'; fact: OrderFact } | { outcome: 'readByItself'; orderId: string } {
  const order = bulkOrderSchema.parse(root);
  const lines = z.array(lineSchema).parse(children);
  const fact = factOf(order, order.discountCodes, lines, startedAt);
  return fact.flags.includes('draft') && fact.codes.length > 0
    ? { outcome: 'readByItself', orderId: fact.orderId }
    : { outcome: 'order', fact };
}

/**
 * Reads one order as it is now; `readAt` as above, 0 where that does not matter. Null: the shop
 * does not show it (any more), which does not say that it was deleted.
 */
export async function readOrder(
  shop: string,
  orderId: string,
  admin: ShopifyAdmin,
  readAt = 0,
): Promise<OrderFact | null> {
  const id = `gid://shopify/Order/${orderId}`;
  const { order } = await admin.graphql(shop, orderQuery, { id }, oneOrderSchema);
  if (order === null) return null;
  const codes = order.discountApplications.nodes.flatMap(({ code }) => code ?? []);
  return factOf(order, codes, order.lineItems.nodes, readAt);
}
