import { deleteOrder } from '../customers/applyOrder.ts';
import { changeCustomer } from '../customers/changeCustomer.ts';
import { mergeCustomer } from '../customers/mergeCustomer.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import {
  isGone,
  laterConsent,
  laterSaying,
  mergeTags,
  type ProfileFact,
} from '../customers/profile.ts';
import { profileChanges, tombstone } from '../customers/profileStore.ts';
import { sourceOf } from '../customers/sourceOf.ts';
import type { Clock } from '../platform/clock.ts';
import { Poison } from '../platform/poison.ts';
import type { Vault } from '../platform/vault.ts';
import { receiveRequest } from '../privacy/receiveRequest.ts';
import { redactMerged } from '../privacy/redactCustomer.ts';
import { markUninstalled } from '../shops/install.ts';
import { setScopes } from '../shops/scopes.ts';
import { applyFact, contextOf } from './applyFact.ts';
import { classPlacing, placeAlone } from './classPlacing.ts';
import type { Envelope } from './envelope.schema.ts';
import type { OpenShop, OpenShopDeps } from './openShop.ts';
import { keepProduct } from './productStore.ts';
import { readTold } from './readTold.ts';
import type { Told } from './told.ts';

export interface TellingDeps extends OpenShopDeps {
  vault: Vault;
  clock: Clock;
  /** Reads an order at the shop, now; null where the shop has none to show. */
  rereadOrder: (shop: string, orderId: string) => Promise<OrderFact | null>;
  /** Asks for that to be done, at least two seconds from now. */
  requestReread: (shop: string, orderId: string) => Promise<void>;
  /** Asks for a request about a person or the shop to be worked on. */
  requestPrivacy: (shop: string, requestId: string) => Promise<void>;
}

/** What became of one message. */
export interface Applied {
  outcome: 'applied' | 'unchanged' | 'stale' | 'deleted' | 'asked' | 'dropped';
  /** Its topic, or "reread". */
  what: string;
  dueMarks: number;
  reason?: string;
}

type Delivered = Extract<Envelope, { kind: 'delivery' }>;

/** A message of the queue, read; `told` is null where there is nothing to read, or nobody to read it for. */
export interface Message {
  shop: OpenShop;
  envelope: Envelope;
  told: Told | null;
}

/** @throws Poison where the body can never be read */
export function readMessage(shop: OpenShop, envelope: Envelope): Message {
  if (shop.record === null || envelope.kind === 'reread') return { shop, envelope, told: null };
  const deliveredAt = Math.floor((envelope.triggeredAtMs ?? envelope.receivedAtMs) / 1000);
  const told = readTold(envelope, deliveredAt, shop.record.currency);
  return { shop, envelope, told };
}

export async function applyTold(
  deps: TellingDeps,
  { shop, envelope, told }: Message,
): Promise<Applied> {
  const what = envelope.kind === 'delivery' ? envelope.topic : 'reread';
  const dropped = (reason: string): Applied => ({ outcome: 'dropped', what, dueMarks: 0, reason });
  const { record } = shop;
  if (record === null) return dropped('unknownShop');
  if (envelope.kind === 'reread') {
    return record.uninstalledAtMs === null
      ? { ...(await reread(deps, shop, envelope.orderId)), what }
      : dropped('uninstalled');
  }
  if (told === null) return dropped('unread');
  if (told.kind === 'compliance') {
    if (told.request.shopDomain !== shop.shop) return dropped('otherShop');
    const { receivedAtMs, triggeredAtMs } = envelope;
    const when = { receivedAtMs, saidAtMs: triggeredAtMs ?? receivedAtMs };
    // Of a shop that is being forgotten no address need be found, and no key be made anew.
    const request = record.forgetting === true ? { ...told.request, email: null } : told.request;
    return done(what, await receiveRequest(deps, shop.shop, request, when));
  }
  if (record.uninstalledAtMs !== null) return dropped('uninstalled');
  return { ...(await applyOne(deps, shop, told, envelope)), what };
}

/** Work on one thing told by a shop that has the app. */
async function applyOne(
  deps: TellingDeps,
  shop: OpenShop,
  told: Exclude<Told, { kind: 'compliance' }>,
  envelope: Delivered,
): Promise<Omit<Applied, 'what'>> {
  switch (told.kind) {
    case 'order':
      refuseOtherCurrency(shop, told.currency);
      return applyWithProfile(deps, shop, told.fact, told.profile);
    case 'reread':
      await deps.requestReread(shop.shop, told.orderId);
      return { outcome: 'asked', dueMarks: 0 };
    case 'orderDeleted': {
      const placing = classPlacing(contextOf(deps, shop));
      const result = await deleteOrder(deps.table, shop.shop, told.orderId, placing);
      return { outcome: result.outcome, dueMarks: result.marks.length };
    }
    case 'merged': {
      if (!told.completed) return still('unchanged');
      const { keptId, deletedId } = told;
      const at = Math.floor((envelope.triggeredAtMs ?? envelope.receivedAtMs) / 1000);
      const placing = classPlacing({ ...contextOf(deps, shop), origin: 'merge' });
      const merge = { keptId, deletedId, at };
      const merged = await mergeCustomer(deps.table, deps.vault, shop.shop, merge, placing);
      await redactMerged(deps, shop.shop, merge, contextOf(deps, shop).asOf);
      return { outcome: merged.outcome, dueMarks: merged.marks };
    }
    case 'product':
      return still(await keepProduct(deps.table, shop.shop, told.product));
    case 'uninstalled': {
      const atMs = envelope.triggeredAtMs ?? envelope.receivedAtMs;
      const marked = await markUninstalled(shop.shop, atMs, deps.shops);
      return still(marked === 'marked' ? 'applied' : 'stale');
    }
    case 'scopes': {
      const set = await setScopes(shop.shop, told.scopes, told.atMs, deps.shops);
      return still(set === 'set' ? 'applied' : set);
    }
    default:
      return still(await applyToCustomer(deps, shop, told));
  }
}

function applyToCustomer(
  deps: TellingDeps,
  shop: OpenShop,
  told: Extract<Told, { kind: 'customer' | 'customerDeleted' | 'tags' | 'consent' | 'summary' }>,
): Promise<'applied' | 'unchanged'> {
  const { table, vault } = deps;
  const id = told.kind === 'customer' ? told.profile.customerId : told.customerId;
  const context = contextOf(deps, shop);
  if (told.kind === 'customerDeleted') {
    // This very one: who they were merged into before stays.
    return changeCustomer(
      table,
      shop.shop,
      id,
      async (customer) => {
        const item = await tombstone(table, vault, shop.shop, customer, context.asOf);
        return item === null ? null : { item };
      },
      'thisOne',
    );
  }
  return changeCustomer(table, shop.shop, id, async (customer) => {
    if (isGone(customer.item) && told.kind !== 'customer') return null;
    switch (told.kind) {
      case 'customer': {
        const { profile } = told;
        const change = await profileChanges(table, vault, shop.shop, customer, profile);
        const { item, writes: also } = change;
        if (isGone(customer.item) || customer.item.customerId !== id) return null;
        const known = customer.item.rev > 0;
        if (known && Object.keys(item).length === 0) return null;
        if (known) return { item, also };
        return { item: { ...item, classes: placeAlone(customer, context).classes }, also };
      }
      case 'tags': {
        const tags = mergeTags(customer.item.tags, told.tags, told.on, told.atMs);
        return tags === customer.item.tags ? null : { item: { tags } };
      }
      case 'consent': {
        const known = customer.item.consent[told.channel];
        const consent = laterConsent(known, told.consent);
        if (consent === known) return null;
        return { item: { consent: { ...customer.item.consent, [told.channel]: consent } } };
      }
      case 'summary': {
        // Counts of who was merged are not those of both together.
        if (customer.item.customerId !== id) return null;
        const shopSays = laterSaying(customer.item.shopSays, told.shopSays);
        return shopSays === customer.item.shopSays ? null : { item: { shopSays } };
      }
    }
  });
}

async function applyWithProfile(
  deps: TellingDeps,
  shop: OpenShop,
  fact: OrderFact,
  profile: ProfileFact | null,
): Promise<Omit<Applied, 'what'>> {
  const ask = () => deps.requestReread(shop.shop, fact.orderId);
  // Another shop cannot be asked again: the order of versions is the last word there.
  const canAsk = sourceOf(fact.orderId) === null;
  const result = await applyFact(deps, shop, fact, profile, canAsk ? ask : undefined);
  if (result.tie && canAsk && result.outcome !== 'applied') await ask();
  return { outcome: result.outcome, dueMarks: result.marks.length };
}

/** The shop's last word on an order; settled where its second was over when we asked. */
async function reread(
  deps: TellingDeps,
  shop: OpenShop,
  orderId: string,
): Promise<Omit<Applied, 'what'>> {
  const askedAt = Math.floor(deps.clock.businessMs() / 1000);
  const fact = await deps.rereadOrder(shop.shop, orderId);
  if (fact === null) return { outcome: 'dropped', dueMarks: 0, reason: 'notAtShop' };
  const settled = askedAt > fact.updatedAt;
  const { outcome, marks } = await applyFact(deps, shop, { ...fact, settled }, null);
  return { outcome, dueMarks: marks.length };
}

/** The shop's sums are of one currency; an order in another waits until somebody has looked. */
function refuseOtherCurrency({ record }: OpenShop, currency: string): void {
  if (record?.currency === currency) return;
  throw new Poison(
    "The order is in another currency than the shop's: compare total_price_set.shop_money.currency_code with the shop's settings.",
  );
}

function still(outcome: Applied['outcome']): Omit<Applied, 'what'> {
  return { outcome, dueMarks: 0 };
}

function done(what: string, outcome: Applied['outcome']): Applied {
  return { outcome, what, dueMarks: 0 };
}
