import { mailCustomerId } from '../customers/person.ts';
import { kinOf, mailsOfAll } from '../customers/redactionStore.ts';
import { readCustomers } from '../customers/store.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { eraseCustomer, type EraseDeps } from './eraseCustomer.ts';
import { forgetShop, type ForgetDeps } from './forgetShop.ts';
import { redactionName } from './redactionList.ts';
import type { PrivacyRequest } from './request.schema.ts';
import { listRequests, readRequest, writeRequest } from './store.ts';

export interface RequestDeps extends EraseDeps, Omit<ForgetDeps, 'vault' | 'nowMs'> {
  clock: Clock;
  log: Log;
  /** Makes the export of a request and keeps it sealed; 'nobody' where there is nobody to tell of. */
  makeExport: (shop: string, request: PrivacyRequest) => Promise<'made' | 'nobody' | 'erased'>;
  /** Has the shop's lists made anew soon, without who was erased. */
  relist: (shop: string) => Promise<void>;
}

/** - `more`: ask again at once; - `done`: nothing is left to do without a person. */
export type RequestStep = 'done' | 'more';

/** Every request of a shop that still waits for the machine: what a lost message left behind. */
export async function runOpenRequests(shop: string, deps: RequestDeps): Promise<RequestStep> {
  const faults: unknown[] = [];
  for (const { id, state } of await listRequests(deps.table, shop)) {
    if (state !== 'open') continue;
    try {
      if ((await runRequest(shop, id, deps)) === 'more') return 'more';
    } catch (error) {
      faults.push(error);
    }
  }
  // Only now: one that cannot be done must not keep the others waiting.
  if (faults.length > 0) throw faults[0];
  return 'done';
}

/** One step of one request; safe to run again after any crash, and by two at once. */
export async function runRequest(
  shop: string,
  requestId: string,
  deps: RequestDeps,
): Promise<RequestStep> {
  const read = await readRequest(deps.table, shop, requestId);
  if (read?.state !== 'open') return 'done';
  if (read.kind !== 'redactShop') await deps.vault.unlock(shop);
  if (read.kind === 'dataRequest') return answer(shop, read, deps);
  const request = await named(shop, read, deps);
  if (request === 'again') return 'more';
  const { listedAs } = request;
  if (request.kind === 'redactShop') return forget(shop, { ...request, listedAs }, deps);
  return erase(shop, { ...request, listedAs }, deps);
}

type NamedRequest = PrivacyRequest & { listedAs: string };

/** The name it is listed by outside the table is chosen once, so that a second try lists nothing twice. */
async function named(
  shop: string,
  request: PrivacyRequest,
  { table, clock }: RequestDeps,
): Promise<NamedRequest | 'again'> {
  const { listedAs, id } = request;
  if (listedAs !== null) return { ...request, listedAs };
  const name = redactionName(clock.wallMs(), id);
  const kept = await writeRequest(table, shop, { ...request, listedAs: name });
  return kept === undefined ? 'again' : { ...kept, listedAs: name };
}

async function answer(
  shop: string,
  request: PrivacyRequest,
  deps: RequestDeps,
): Promise<RequestStep> {
  const made = await deps.makeExport(shop, request);
  const now = deps.clock.wallMs();
  const after: PrivacyRequest =
    made === 'made'
      ? { ...request, state: 'ready', readyAtMs: now }
      : { ...request, state: 'done', doneAtMs: now, outcome: made };
  return keep(shop, after, deps);
}

async function erase(shop: string, request: NamedRequest, deps: RequestDeps): Promise<RequestStep> {
  const { orderIds, mails, listedAs } = request;
  const customerIds = await idsOf(shop, request, deps);
  const at = Math.floor(deps.clock.businessMs() / 1000);
  const erased = await eraseCustomer(deps, shop, {
    customerIds,
    orderIds,
    mails,
    at,
    listedAs,
  });
  await deps.relist(shop);
  deps.log.info('privacy.erased', { shop, ...erased });
  const done: PrivacyRequest = {
    ...request,
    state: 'done',
    doneAtMs: deps.clock.wallMs(),
    erased,
  };
  return keep(shop, done, deps);
}

/**
 * All ids of a person: merged ones, and the one a file gave them that knew only their address. Of
 * a guest that one is all there can be, and a file that comes later must meet it.
 */
async function idsOf(
  shop: string,
  { customerId, mails: named }: PrivacyRequest,
  { table, vault }: RequestDeps,
): Promise<string[]> {
  if (customerId === null) return named.map(mailCustomerId);
  const kin = await kinOf(table, shop, [customerId]);
  const mails = new Set([...named, ...(await mailsOfAll(table, vault, shop, kin))]);
  const byMail = await readCustomers(table, shop, [...mails].map(mailCustomerId));
  return [...kin, ...byMail.filter(({ item }) => item.rev > 0).map(({ item }) => item.customerId)];
}

async function forget(
  shop: string,
  request: NamedRequest,
  deps: RequestDeps,
): Promise<RequestStep> {
  const { id, listedAs } = request;
  const nowMs = () => deps.clock.wallMs();
  const step = await forgetShop({ ...deps, nowMs }, shop, { requestId: id, listedAs });
  switch (step) {
    case 'more':
      return 'more';
    case 'forgotten':
      deps.log.info('privacy.shopForgotten', { shop });
      return 'done';
    case 'reinstalled':
      deps.log.warn('privacy.shopKept', { shop, reason: 'it is installed again' });
      return keep(
        shop,
        { ...request, state: 'done', doneAtMs: nowMs(), outcome: 'reinstalled' },
        deps,
      );
  }
}

/** Somebody else was faster: what they left is looked at again. */
async function keep(
  shop: string,
  request: PrivacyRequest,
  { table }: RequestDeps,
): Promise<RequestStep> {
  return (await writeRequest(table, shop, request)) === undefined ? 'more' : 'done';
}
