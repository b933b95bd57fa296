import { z } from 'zod';
import type { OrderFact } from '../customers/orderFact.ts';
import { parseMinor } from '../platform/money.ts';
import type { ShopifyAdmin } from './adminClient.ts';
import { ShopifyFault } from './fault.ts';
import { customerOrdersQuery, updatedOrdersQuery } from './operations/reconcile.ts';
import { factOf, lineSchema, moneyBag, orderShape, readOrder } from './orders.ts';

/** An order as the shop shows it now, with the shop's own word on what it brought. */
export interface ShopOrder {
  fact: OrderFact;
  /** Received less given back, minor units. */
  netMinor: number;
  edited: boolean;
}

/** What the shop itself says of a customer: `numberOfOrders` and `amountSpent` in minor units. */
export interface ShopSums {
  orders: number;
  spentMinor: number;
}

export interface OrderPages {
  /**
   * A page of the orders last changed from `from` to `to` (epoch seconds by the shop's clock,
   * both included), oldest change first; `after` null is the first page, and the last one's answer.
   */
  updated(
    shop: string,
    range: { from: number; to: number; after: string | null },
  ): Promise<{ orders: ShopOrder[]; after: string | null }>;
  /** Sums and every order that may be seen of one customer; null: the shop has no such customer. */
  ofCustomer(
    shop: string,
    customerId: string,
  ): Promise<{ sums: ShopSums; orders: ShopOrder[] } | null>;
}

export interface OrderPagesDeps {
  admin: ShopifyAdmin;
  /** Epoch seconds by the shop's clock. */
  now: () => number;
}

/** A shop charges a page by its places: where the first size is too dear, the next is tried. */
const pageSizes = [25, 10, 4, 1] as const;

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });
const more = z.object({ hasNextPage: z.boolean() });
const nodeSchema = z.object({
  ...orderShape,
  edited: z.boolean(),
  netPaymentSet: moneyBag,
  discountApplications: z.object({
    nodes: z.array(z.object({ __typename: z.string(), code: z.string().optional() })),
    pageInfo: more,
  }),
  lineItems: z.object({ nodes: z.array(lineSchema), pageInfo: more }),
});
const ordersSchema = z.object({ nodes: z.array(nodeSchema), pageInfo });
const updatedSchema = z.object({ orders: ordersSchema });

export const sumsShape = {
  numberOfOrders: z.string().regex(/^\d+$/).transform(Number),
  amountSpent: z
    .object({ amount: z.string(), currencyCode: z.string() })
    .transform(({ amount, currencyCode }) => parseMinor(amount, currencyCode)),
};
const customerSchema = z.object({
  customer: z.object({ ...sumsShape, orders: ordersSchema }).nullable(),
});

export function openOrderPages({ admin, now }: OrderPagesDeps): OrderPages {
  let sizeAt = 0;

  async function page<T>(
    shop: string,
    document: string,
    variables: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    while (true) {
      const first = pageSizes[sizeAt] ?? 1;
      try {
        return await admin.graphql(shop, document, { ...variables, first }, schema);
      } catch (error) {
        const tooDear =
          error instanceof ShopifyFault && error.codes.includes('MAX_COST_EXCEEDED') && first > 1;
        if (!tooDear) throw error;
        sizeAt += 1;
      }
    }
  }

  /** An order that does not fit its place on a page is read by itself. */
  async function whole(
    shop: string,
    node: z.infer<typeof nodeSchema>,
    readAt: number,
  ): Promise<ShopOrder[]> {
    const { edited, netPaymentSet: netMinor, discountApplications, lineItems } = node;
    if (discountApplications.pageInfo.hasNextPage || lineItems.pageInfo.hasNextPage) {
      const fact = await readOrder(shop, node.id, admin, readAt);
      return fact === null ? [] : [{ fact, netMinor, edited }];
    }
    const codes = discountApplications.nodes.flatMap(({ code }) => code ?? []);
    return [{ fact: factOf(node, codes, lineItems.nodes, readAt), netMinor, edited }];
  }

  async function shown(shop: string, found: z.infer<typeof ordersSchema>, readAt: number) {
    const orders: ShopOrder[] = [];
    for (const node of found.nodes) orders.push(...(await whole(shop, node, readAt)));
    const { hasNextPage, endCursor } = found.pageInfo;
    return { orders, after: hasNextPage ? endCursor : null };
  }

  return {
    async updated(shop, { from, to, after }) {
      const readAt = now();
      const search = `updated_at:>='${instant(from)}' updated_at:<='${instant(to)}'`;
      const { orders } = await page(shop, updatedOrdersQuery, { search, after }, updatedSchema);
      return shown(shop, orders, readAt);
    },
    async ofCustomer(shop, customerId) {
      const id = `gid://shopify/Customer/${customerId}`;
      const all: ShopOrder[] = [];
      let after: string | null = null;
      while (true) {
        const readAt = now();
        const answer: z.infer<typeof customerSchema> = await page(
          shop,
          customerOrdersQuery,
          { id, after },
          customerSchema,
        );
        if (answer.customer === null) return null;
        const { numberOfOrders: orders, amountSpent: spentMinor } = answer.customer;
        const read = await shown(shop, answer.customer.orders, readAt);
        all.push(...read.orders);
        if (read.after === null) return { sums: { orders, spentMinor }, orders: all };
        after = read.after;
      }
    },
  };
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
