import { GraphQLError } from 'graphql';
import type { OrderRecord } from '../records/schema.ts';
import type { Where } from '../records/shelf.ts';
import { idTerm, instantTerm, type Term } from './searchQuery.ts';
import type { SortKey } from './shelfPage.ts';

/** The search fields of orders. */
export function orderTerm(term: Term): Where | undefined {
  switch (term.field) {
    case 'id':
      return idTerm(term);
    case 'name':
      return {
        sql: 'name = ?',
        values: [term.value.startsWith('#') ? term.value : `#${term.value}`],
      };
    case 'email':
      return { sql: 'email = ?', values: [term.value.toLowerCase()] };
    case 'customer_id':
      return {
        sql: 'customer_id = ?',
        values: [BigInt(/^\d{1,19}$/.test(term.value) ? term.value : '-1')],
      };
    case 'created_at':
    case 'processed_at':
    case 'updated_at':
      return instantTerm(term.field, term);
    case 'financial_status':
      return { sql: `json_extract(doc, '$.payment') = ?`, values: [term.value.toUpperCase()] };
    case 'test':
      return { sql: `json_extract(doc, '$.test') = ?`, values: [term.value === 'true' ? 1 : 0] };
    case 'status':
      return orderStatus(term.value);
    case null:
      return {
        sql: 'name = ? OR email = ?',
        values: [
          term.value.startsWith('#') ? term.value : `#${term.value}`,
          term.value.toLowerCase(),
        ],
      };
    default:
      return undefined;
  }
}

function orderStatus(value: string): Where | undefined {
  switch (value) {
    case 'any':
      return { sql: '1', values: [] };
    case 'cancelled':
      return { sql: `json_extract(doc, '$.cancelledAt') IS NOT NULL`, values: [] };
    case 'open':
    case 'not_closed':
      return { sql: `json_extract(doc, '$.cancelledAt') IS NULL`, values: [] };
    default:
      return undefined;
  }
}

/** The order's sort key; null sorts by id. */
export function orderSort(sortKey: string): SortKey<OrderRecord> | null {
  switch (sortKey) {
    case 'ID':
      return null;
    case 'CREATED_AT':
      return { column: 'created_at', valueOf: (order) => order.createdAt };
    case 'PROCESSED_AT':
      return { column: 'processed_at', valueOf: (order) => order.processedAt };
    case 'UPDATED_AT':
      return { column: 'updated_at', valueOf: (order) => order.updatedAt };
    case 'ORDER_NUMBER':
      return { column: 'number', valueOf: (order) => order.number };
    default:
      throw new GraphQLError(`the stand-in does not know the sort key ${sortKey} of orders`);
  }
}
