import { z } from 'zod';
import { familySchema, memberInputSchema } from '../customers/family.schema.ts';
import {
  customerFileSchema,
  customerListQuerySchema,
  customerListSchema,
  duplicateListSchema,
  timelineSchema,
} from './customers.schema.ts';
import type { Operation } from './operation.ts';

/** A day of the shop's calendar, YYYY-MM-DD: the file as it was then. */
const onDayQuery = z.object({ asOf: z.iso.date().optional() });
const cursorQuery = onDayQuery.extend({ cursor: z.string().optional() });
const familyPath = '/api/customers/:id/family';

/** Calls about customers. */
export const customerOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/customers',
    summary: 'A page of customers by segment query, search and sort.',
    query: customerListQuerySchema,
    answer: customerListSchema,
  },
  {
    method: 'get',
    path: '/api/customers/:id',
    summary:
      'One customer, now or on a past day: figures, classes with reasons, the next ones, and when they change.',
    query: onDayQuery,
    answer: customerFileSchema,
  },
  {
    method: 'get',
    path: '/api/customers/:id/timeline',
    summary: 'Orders, refunds, class changes and coupons, newest first.',
    query: cursorQuery,
    answer: timelineSchema,
  },
  {
    method: 'get',
    path: '/api/customers/:id/duplicates',
    summary: 'Who may be the same person, by phone or address; merging is done at Shopify.',
    answer: duplicateListSchema,
  },
  {
    method: 'get',
    path: familyPath,
    summary: "Members of the family that shares the customer's address.",
    answer: familySchema,
  },
  {
    method: 'post',
    path: familyPath,
    summary: 'Write down a family member; their name and birthday are sealed.',
    body: memberInputSchema,
    answer: familySchema,
  },
  {
    method: 'put',
    path: `${familyPath}/:member`,
    summary: 'Change a family member.',
    body: memberInputSchema,
    answer: familySchema,
  },
  {
    method: 'delete',
    path: `${familyPath}/:member`,
    summary: 'Remove a family member.',
    answer: familySchema,
  },
];
