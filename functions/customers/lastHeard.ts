import type { Customer } from './store.ts';

/** As whom the shop knew a person, and when it last did, epoch seconds; null: nobody can say. */
export interface LastHeard {
  as: 'customer' | 'prospect';
  at: number | null;
}

/**
 * Since when a person's data has been of no use: the last order of any state, or, for who never
 * ordered, when they became known. Who ordered before the time we may see counts from when we
 * first heard of them. Later edits of a profile are no sign of the person.
 */
export function lastHeard({ item, rows }: Pick<Customer, 'item' | 'rows'>): LastHeard {
  const newest = rows.reduce((latest, row) => Math.max(latest, row.placedAt), -Infinity);
  if (rows.length > 0) return { as: 'customer', at: newest };
  const placedAt = item.classes.lifecycle?.since ?? null;
  return item.shopSays !== null && item.shopSays.orders > 0
    ? { as: 'customer', at: placedAt ?? item.createdAt }
    : { as: 'prospect', at: item.createdAt ?? placedAt };
}
