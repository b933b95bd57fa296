/** A sparse index of the table: keys only, both keys strings, present only on items that carry them. */
export interface IndexDefinition {
  name: string;
  partitionKey: string;
  sortKey: string;
}

/**
 * The one table, said once: the deployed stack, the local machine and the tests all create it
 * from here. Access patterns are numbered in docs/data-model.md.
 */
export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds after which an item may be dropped by itself; the local engine keeps it. */
  timeToLive: 'ttl',
  indexes: [
    { name: 'due', partitionKey: 'duePk', sortKey: 'dueSk' },
    { name: 'coupons', partitionKey: 'couponPk', sortKey: 'couponSk' },
  ],
} as const satisfies {
  partitionKey: string;
  sortKey: string;
  timeToLive: string;
  indexes: readonly IndexDefinition[];
};

/** The indexes by name, for stores that query them. */
export type IndexName = (typeof tableDefinition.indexes)[number]['name'];
