import {
  asOfQuerySchema,
  asOfSchema,
  movementQuerySchema,
  movementSchema,
} from '../insights/movement.schema.ts';
import type { Operation } from './operation.ts';

/** Calls about the shop as a whole and its past. */
export const insightOperations: readonly Operation[] = [
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
];
