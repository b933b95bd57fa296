import { mailHash } from '../customers/person.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import type { ComplianceRequest } from '../intake/told.ts';
import { keepRequest } from './store.ts';

export interface ReceiveRequestDeps {
  table: Table;
  vault: Vault;
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
  { table, vault, requestPrivacy }: ReceiveRequestDeps,
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
    mails: kind === 'redactCustomer' ? await mailsOf(vault, shop, request) : [],
    requestId,
    receivedAtMs,
    state: 'open',
  });
  await requestPrivacy(shop, id);
  return kept;
}

/** A file may know somebody by an address of whom the shop tells no address: they are the same person. */
async function mailsOf(
  vault: Vault,
  shop: string,
  { email }: ComplianceRequest,
): Promise<string[]> {
  if (email === null || email.trim() === '') return [];
  await vault.unlock(shop);
  return [mailHash(vault, shop, email)];
}
