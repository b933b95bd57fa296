import type { CustomerListFilter } from '../api/queries.ts';

/** Address of the list of the people a query stands for. */
export function customersPath(filter: CustomerListFilter = {}): string {
  const search = new URLSearchParams();
  if (filter.query !== undefined) search.set('query', filter.query);
  if (filter.search !== undefined) search.set('search', filter.search);
  if (filter.sort !== undefined) search.set('sort', filter.sort);
  return search.size === 0 ? '/customers' : `/customers?${search.toString()}`;
}

export const customerPath = (id: string) => `/customers/${encodeURIComponent(id)}`;

/** Queries behind the numbers of the overview, in the segment language. */
export const queries = {
  level: (key: string) => `rfm_level = '${key}'`,
  segment: (key: string) => `rfm_segment = '${key}'`,
  abc: (key: string) => `abc = '${key}'`,
  lifecycle: (key: string) => `lifecycle = '${key}'`,
} as const;
