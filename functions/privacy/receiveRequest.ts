import type { Table } from '../platform/dynamo.ts';
import type { ComplianceRequest } from '../intake/told.ts';
import { keepRequest } from './store.ts';

export interface ReceiveRequestDeps {
  table: Table;
  /** Asks for it to be worked on. */
  requestPrivacy: (shop: string, requestId: string) => Promise<void>;
}

const kinds = {
  'customers/data_request': 'dataRequest',
  'customers/redact': 'redactCustomer',
  'shop/redact': 'redactShop',
} as const satisfies Record<ComplianceRequest['topic'], string>;

/**
 * Keeps what the shop asked for about a person, once, and has it worked on; asked again each time
 * it is delivered, so that a crash between the two loses nothing. Instants: epoch milliseconds.
 */
export async function receiveRequest(
  { table, requestPrivacy }: ReceiveRequestDeps,
  shop: string,
  request: ComplianceRequest,
  { saidAtMs, receivedAtMs }: { saidAtMs: number; receivedAtMs: number },
): Promise<'applied' | 'unchanged'> {
  const { customerId, orderIds, requestId } = request;
  const kind = kinds[request.topic];
  const id = `${kind}-${requestId ?? `${customerId ?? 'shop'}-${String(saidAtMs)}`}`;
  const kept = await keepRequest(table, shop, {
    id,
    kind,
    customerId,
    orderIds,
    requestId,
    receivedAtMs,
    state: 'open',
  });
  await requestPrivacy(shop, id);
  return kept;
}
