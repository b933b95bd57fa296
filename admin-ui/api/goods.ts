import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { tasteSchema } from '../../functions/admin/taste.schema.ts';
import {
  demandSchema,
  discountDependenceSchema,
  productsSchema,
  type DemandQuery,
  type ProductsQuery,
} from '../../functions/insights/products.schema.ts';
import type { Who } from '../../functions/insights/insights.schema.ts';
import { call } from './call.ts';

const text = (values: Record<string, string | number>) =>
  new URLSearchParams(
    Object.entries(values).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();

/** What is sold to whom; null before the shop's first run. */
export const productsQuery = (asked: ProductsQuery) =>
  queryOptions({
    queryKey: ['insights', 'products', asked],
    queryFn: ({ signal }) =>
      call(productsSchema.nullable(), `/insights/products?${text(asked)}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const demandQuery = (asked: DemandQuery) =>
  queryOptions({
    queryKey: ['insights', 'demand', asked],
    queryFn: ({ signal }) =>
      call(demandSchema.nullable(), `/insights/demand?${text(asked)}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const dependenceQuery = (who: Who) =>
  queryOptions({
    queryKey: ['insights', 'discount-dependence', who],
    queryFn: ({ signal }) =>
      call(discountDependenceSchema.nullable(), `/insights/discount-dependence?who=${who}`, {
        signal,
      }),
  });

export const tasteQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'taste'],
    queryFn: ({ signal }) =>
      call(tasteSchema, `/customers/${encodeURIComponent(id)}/taste`, { signal }),
  });
