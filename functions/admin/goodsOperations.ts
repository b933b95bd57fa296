import {
  demandQuerySchema,
  demandSchema,
  dependenceQuerySchema,
  discountDependenceSchema,
  productsQuerySchema,
  productsSchema,
} from '../insights/products.schema.ts';
import type { Operation } from './operation.ts';
import { tasteSchema } from './taste.schema.ts';

/** Calls about what is sold, and what customers favour of it. */
export const goodsOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/customers/:id/taste',
    summary: 'What a customer favours, where and when they buy, and the five signs of loyalty.',
    answer: tasteSchema,
  },
  {
    method: 'get',
    path: '/api/insights/products',
    summary: 'What was sold to whom: product types, products or vendors by class of customer.',
    query: productsQuerySchema,
    answer: productsSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/demand',
    summary: 'Change of demand by type, vendor, size or price band and class, beyond noise or not.',
    query: demandQuerySchema,
    answer: demandSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/discount-dependence',
    summary: 'Share of orders and revenue with a discount, by month and class of customer.',
    query: dependenceQuerySchema,
    answer: discountDependenceSchema.nullable(),
  },
];
