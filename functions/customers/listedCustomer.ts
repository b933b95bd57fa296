import type { Item } from '../platform/dynamo.ts';
import type { CustomerItem } from './customer.schema.ts';
import { keptCustomerSchema } from './keptCustomer.ts';

const listedSchema = keptCustomerSchema.pick({
  customerId: true,
  ledger: true,
  chunks: true,
  classes: true,
  tags: true,
  consent: true,
  shopSays: true,
  shopGroup: true,
  createdAt: true,
  personal: true,
  mergedInto: true,
  redactedAt: true,
  deletedAt: true,
});

/** What a run reads of a customer's item. */
export type ListedItem = Pick<CustomerItem, keyof typeof listedSchema.shape>;

/** What it asks the table for: those, and what tells a chunk of a ledger. */
export const listedAttributes = [
  'customerId',
  'ledger',
  'chunks',
  'classes',
  'tags',
  'consent',
  'shopSays',
  'shopGroup',
  'createdAt',
  'personal',
  'mergedInto',
  'redactedAt',
  'deletedAt',
  'chunkOf',
  'closedBy',
] as const satisfies readonly (keyof ListedItem | 'chunkOf' | 'closedBy')[];
export type ListedAttribute = (typeof listedAttributes)[number];

/** @throws ZodError where it is not as any version of ours writes it */
export function readListed(kept: Item): ListedItem {
  return listedSchema.parse(kept);
}
