import { discountCheckupSchema } from '../insights/discounts.schema.ts';
import { forecastViewSchema, modelViewSchema } from '../insights/forecast.schema.ts';
import {
  cohortsSchema,
  concentrationSchema,
  flowSchema,
  heatSchema,
  returningSchema,
  secondOrderSchema,
  shopGroupsSchema,
  whoQuerySchema,
} from '../insights/insights.schema.ts';
import {
  asOfQuerySchema,
  asOfSchema,
  movementQuerySchema,
  movementSchema,
} from '../insights/movement.schema.ts';
import type { Operation } from './operation.ts';

/** Calls about the shop as a whole and its past; those about its orders answer null before its first run. */
export const insightOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/model',
    summary: 'The model of orders the last run fitted: name, method, parameters, and its own test.',
    answer: modelViewSchema,
  },
  {
    method: 'get',
    path: '/api/insights/forecast',
    summary: 'Orders and revenue to expect of today’s customers, and how such forecasts have done.',
    answer: forecastViewSchema,
  },
  {
    method: 'get',
    path: '/api/insights/as-of',
    summary: 'Class sizes and money of the whole shop on a past day, worked out from the ledgers.',
    query: asOfQuerySchema,
    answer: asOfSchema,
  },
  {
    method: 'get',
    path: '/api/insights/movement',
    summary: 'How many customers went from each class to each other between two days.',
    query: movementQuerySchema,
    answer: movementSchema,
  },
  {
    method: 'get',
    path: '/api/insights/cohorts',
    summary: 'Customers by the month of their first order: who came back, and what they spent.',
    query: whoQuerySchema,
    answer: cohortsSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/returning',
    summary: 'Revenue by month, of first orders against later ones.',
    query: whoQuerySchema,
    answer: returningSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/second-order',
    summary: 'How long customers take to order on a second day, and how many have not.',
    query: whoQuerySchema,
    answer: secondOrderSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/concentration',
    summary: 'How much of the net spend how few customers bring.',
    query: whoQuerySchema,
    answer: concentrationSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/heat',
    summary: 'Customers, revenue and average order by how recently, how often and how much.',
    query: whoQuerySchema,
    answer: heatSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/shopify-groups',
    summary: 'Customers by our group of how recently and how often, against Shopify’s own.',
    query: whoQuerySchema,
    answer: shopGroupsSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/flow',
    summary: 'Where customers stood in their lifecycle month by month, and where they went.',
    query: whoQuerySchema,
    answer: flowSchema.nullable(),
  },
  {
    method: 'get',
    path: '/api/insights/discounts',
    summary:
      'Discounts of the last 365 days: to whom, who was due anyway, who came back without one.',
    answer: discountCheckupSchema.nullable(),
  },
];
