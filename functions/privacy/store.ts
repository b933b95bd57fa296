import { absent, revIs, type Table, type Write } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { privacyRequestSchema, type NewRequest, type PrivacyRequest } from './request.schema.ts';

const jobPrefix = 'privacy-';

/** Keeps a request; the same delivery again is the same request, whatever became of it since. */
export async function keepRequest(
  table: Table,
  shop: string,
  request: NewRequest,
): Promise<'applied' | 'unchanged'> {
  const kept = privacyRequestSchema.parse({ ...request, rev: 1 });
  const { outcome } = await table.put(itemOf(shop, kept), absent);
  return outcome === 'done' ? 'applied' : 'unchanged';
}

export async function readRequest(
  table: Table,
  shop: string,
  id: string,
): Promise<PrivacyRequest | undefined> {
  const item = await table.get(keys.job(shop, jobPrefix + id));
  return item === undefined ? undefined : privacyRequestSchema.parse(item);
}

/** Keeps a request over the one read, with `also` in the same transaction; answers it as kept. */
export async function writeRequest(
  table: Table,
  shop: string,
  request: PrivacyRequest,
  also: readonly Write[] = [],
): Promise<PrivacyRequest | undefined> {
  const next = { ...request, rev: request.rev + 1 };
  // Kept before there were revisions, it has none.
  const condition =
    request.rev === 0
      ? { expression: 'attribute_not_exists(#rev)', names: { '#rev': 'rev' } }
      : revIs(request.rev);
  const put: Write = { do: 'put', item: itemOf(shop, next), condition };
  const { outcome } = await table.transact([put, ...also]);
  return outcome === 'done' ? next : undefined;
}

/** All of a shop, newest first. */
export async function listRequests(table: Table, shop: string): Promise<PrivacyRequest[]> {
  const { pk, sk: prefix } = keys.job(shop, jobPrefix);
  const requests: PrivacyRequest[] = [];
  for await (const page of table.query({ pk, prefix })) {
    for (const item of page) requests.push(privacyRequestSchema.parse(item));
  }
  return requests.sort((one, other) => other.receivedAtMs - one.receivedAtMs);
}

function itemOf(shop: string, request: PrivacyRequest) {
  return { ...request, ...keys.job(shop, jobPrefix + request.id) };
}
