import { z } from 'zod';
import type { ShopFacts } from '../customers/shopFacts.ts';
import type { ShopifyAdmin } from './adminClient.ts';
import { factsOf } from './customerFacts.ts';
import { customersThereQuery } from './operations/reconcile.ts';
import { sumsShape, type ShopSums } from './orderPages.ts';
import { gidField, instantField } from './payloadFields.ts';

const bulkSumsSchema = z.object({ id: gidField, updatedAt: instantField, ...sumsShape });

/** What a bulk file says of one customer's orders and spending, and when the customer last changed. */
export interface CustomerSums {
  customerId: string;
  /** Epoch seconds. */
  updatedAt: number;
  sums: ShopSums;
  facts: ShopFacts;
}

/** `fields`: the metafields to look for. */
export function sumsOfBulk(root: unknown, fields: readonly string[]): CustomerSums {
  const { id, updatedAt, numberOfOrders, amountSpent } = bulkSumsSchema.parse(root);
  const sums = { orders: numberOfOrders, spentMinor: amountSpent };
  return { customerId: id, updatedAt, sums, facts: factsOf(root, fields) };
}

const thereSchema = z.object({
  nodes: z.array(z.object({ __typename: z.string(), id: gidField }).nullable()),
});
const idsAtOnce = 250;

/** Which of these customers the shop has now. */
export async function customersThere(
  shop: string,
  customerIds: readonly string[],
  admin: ShopifyAdmin,
): Promise<Set<string>> {
  const there = new Set<string>();
  for (let start = 0; start < customerIds.length; start += idsAtOnce) {
    const some = customerIds.slice(start, start + idsAtOnce);
    const ids = some.map((id) => `gid://shopify/Customer/${id}`);
    const { nodes } = await admin.graphql(shop, customersThereQuery, { ids }, thereSchema);
    for (const node of nodes) if (node?.__typename === 'Customer') there.add(node.id);
  }
  return there;
}
