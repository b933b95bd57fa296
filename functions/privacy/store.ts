import { z } from 'zod';
import { absent, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';

/**
 * What the law or the shop asked for about a person or the whole shop. Ids only: whoever acts on
 * it finds the person by them. To be done within 30 days of `receivedAtMs` (wall time).
 */
export const privacyRequestSchema = z.object({
  id: z.string(),
  kind: z.enum(['dataRequest', 'redactCustomer', 'redactShop']),
  customerId: z.string().nullable(),
  orderIds: z.array(z.string()),
  /** The shop's own number of a data request. */
  requestId: z.string().nullable(),
  receivedAtMs: z.number().int(),
  state: z.enum(['open', 'done']),
});
export type PrivacyRequest = z.infer<typeof privacyRequestSchema>;

const jobPrefix = 'privacy-';

/** Keeps a request; the same delivery again is the same request, whatever became of it since. */
export async function keepRequest(
  table: Table,
  shop: string,
  request: PrivacyRequest,
): Promise<'applied' | 'unchanged'> {
  const key = keys.job(shop, `${jobPrefix}${request.id}`);
  const { outcome } = await table.put({ ...request, ...key }, absent);
  return outcome === 'done' ? 'applied' : 'unchanged';
}

export async function listRequests(table: Table, shop: string): Promise<PrivacyRequest[]> {
  const { pk, sk: prefix } = keys.job(shop, jobPrefix);
  const requests: PrivacyRequest[] = [];
  for await (const page of table.query({ pk, prefix })) {
    for (const item of page) requests.push(privacyRequestSchema.parse(item));
  }
  return requests;
}
