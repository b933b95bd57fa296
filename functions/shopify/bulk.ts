import { z } from 'zod';
import type { ShopifyAdmin } from './adminClient.ts';
import { ShopifyFault } from './fault.ts';
import { bulkReadQuery, bulkStartMutation } from './operations/bulk.ts';
import { instantField } from './payloadFields.ts';

const startedSchema = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/**
 * Has Shopify write a file of everything a query finds; answers the operation's id, or `busy`
 * while the shop runs as many as it may.
 */
export async function startBulk(
  shop: string,
  query: string,
  admin: ShopifyAdmin,
): Promise<{ state: 'started'; id: string } | { state: 'busy' }> {
  const { bulkOperationRunQuery: result } = await admin.graphql(
    shop,
    bulkStartMutation,
    { query },
    startedSchema,
  );
  if (result.bulkOperation !== null) return { state: 'started', id: result.bulkOperation.id };
  const codes = result.userErrors.map(({ code }) => code ?? 'ERROR');
  const reasons = result.userErrors.map(({ message }) => message);
  if (codes.includes('OPERATION_IN_PROGRESS') || codes.includes('LIMIT_REACHED')) {
    return { state: 'busy' };
  }
  throw new ShopifyFault('refused', 'BulkStart', { codes, reasons });
}

const count = z.string().regex(/^\d+$/).transform(Number);
const readSchema = z.object({
  bulkOperation: z
    .object({
      status: z.string(),
      errorCode: z.string().nullable(),
      createdAt: instantField,
      objectCount: count,
      rootObjectCount: count,
      url: z.string().nullable(),
    })
    .nullable(),
});

/** `found` counts objects so far; instants are epoch seconds by the shop's clock. */
export type BulkState =
  | { state: 'running'; found: number }
  /** A null url: nothing was found, so there is no file. */
  | { state: 'done'; url: string | null; found: number; startedAt: number }
  /** Failed, cancelled or gone: only a new operation helps. */
  | { state: 'lost'; why: string };

export async function readBulk(shop: string, id: string, admin: ShopifyAdmin): Promise<BulkState> {
  const { bulkOperation: bulk } = await admin.graphql(shop, bulkReadQuery, { id }, readSchema);
  if (bulk === null) return { state: 'lost', why: 'NOT_FOUND' };
  switch (bulk.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return { state: 'running', found: bulk.rootObjectCount };
    case 'COMPLETED':
      // The file is there for seven days; an operation with objects and no file is past them.
      return bulk.url === null && bulk.objectCount > 0
        ? { state: 'lost', why: 'EXPIRED' }
        : {
            state: 'done',
            url: bulk.url,
            found: bulk.rootObjectCount,
            startedAt: bulk.createdAt,
          };
    default:
      return { state: 'lost', why: bulk.errorCode ?? bulk.status };
  }
}
