import type { Envelope } from '../intake/envelope.schema.ts';
import type { Told } from '../intake/told.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Vault } from '../platform/vault.ts';
import type { ShopStore } from '../shops/store.ts';
import { openSecrets } from './desk.ts';
import { readEvent } from './readEvent.ts';
import { isSignedBy, readSignature, toleranceSeconds, type Signature } from './signature.ts';
import { claimOf, type Source, validSecrets } from './source.ts';
import type { SourceStore } from './store.ts';

export interface ReceiveEventDeps {
  sources: SourceStore;
  shops: Pick<ShopStore, 'read'>;
  vault: Pick<Vault, 'unlock' | 'open'>;
  /** Resolves once the envelope is kept. */
  enqueue: (envelope: Envelope) => Promise<void>;
  clock: Clock;
  log: Log;
}

export interface EventRequest {
  /** The last part of the path. */
  address: string;
  /** The `Clientele-Signature` header. */
  signature: string | undefined;
  /** Exactly the bytes that came over the wire: the signature is over them. */
  body: Uint8Array;
}

/** A sentence for whoever sent it; `pointer` (RFC 6901) names the field that is wrong. */
export interface EventAnswer {
  status: 200 | 400 | 401 | 403 | 413 | 503;
  detail: string;
  pointer?: string;
}

const mostBytes = 512_000;
/** A clock of the sender may be ahead by this much; further ahead a state would block later ones. */
const aheadMs = 10 * 60_000;
/** Often enough to see that a shop is alive, without a write for each order. */
const heardEveryMs = 3_600_000;

/**
 * Answers one event of another shop: verified, read whole, kept on the queue, then 200; the work
 * comes later. Nobody who cannot sign learns more than 401, not even whether the address exists.
 */
export async function receiveEvent(
  request: EventRequest,
  deps: ReceiveEventDeps,
): Promise<EventAnswer> {
  const signature = readSignature(request.signature);
  const found = await signedSource(request, signature, deps);
  if (found === null || signature === null) {
    return refused(
      deps,
      401,
      'The signature does not hold: sign "t.body" with the secret of this address, as docs/other-shops.md shows.',
    );
  }
  const { shop, source } = found;
  const awaySeconds = Math.round(deps.clock.wallMs() / 1000) - signature.t;
  if (Math.abs(awaySeconds) > toleranceSeconds) {
    const words = `The signature's t is ${String(Math.abs(awaySeconds))} seconds ${awaySeconds > 0 ? 'old' : 'ahead'}: sign when you send, and set the clock right.`;
    return refused(deps, 401, words, found);
  }
  const record = await deps.shops.read(shop);
  if (record === undefined || record.uninstalledAtMs !== null) {
    return refused(deps, 403, 'The Shopify shop has removed the app: install it again.', found);
  }
  if (source.state !== 'active') {
    const words =
      'This shop is paused: resume it under Settings, then send what was refused again.';
    return refused(deps, 403, words, found);
  }
  if (request.body.length > mostBytes) {
    const words = `The body is over ${String(mostBytes / 1000)} KB: send an order with fewer lines.`;
    return refused(deps, 413, words, found);
  }
  const text = Buffer.from(request.body).toString('utf8');
  let topic: string;
  try {
    const telling = { shop, source: source.name, currency: record.currency };
    topic = checked(text, telling, deps.clock);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const pointer = String(error.details['pointer'] ?? '');
    return { ...refused(deps, 400, error.message, found), pointer };
  }
  const receivedAtMs = deps.clock.wallMs();
  try {
    await deps.enqueue({
      kind: 'delivery',
      shop,
      source: source.name,
      topic,
      webhookId: null,
      triggeredAtMs: null,
      receivedAtMs,
      body: text,
    });
  } catch {
    deps.log.error('event.notKept', { shop, source: source.name });
    return { status: 503, detail: 'Not kept: send it again.' };
  }
  if (receivedAtMs - (source.heardAtMs ?? 0) > heardEveryMs) {
    await deps.sources.noteHeard(shop, source, receivedAtMs);
  }
  return { status: 200, detail: 'Kept.' };
}

interface Found {
  shop: string;
  source: Source;
}

/** The source an address is of, where one of its secrets signed this body. */
async function signedSource(
  { address, body }: EventRequest,
  signature: Signature | null,
  { sources, vault, clock }: ReceiveEventDeps,
): Promise<Found | null> {
  const claim = claimOf(address);
  if (claim === null || signature === null) return null;
  const source = await sources.read(claim.shop, claim.name);
  if (source?.address !== address || source.secrets === null) return null;
  await vault.unlock(claim.shop);
  const secrets = validSecrets(source, openSecrets(vault, claim.shop, source), clock.wallMs());
  return isSignedBy(signature, body, secrets) ? { shop: claim.shop, source } : null;
}

/** The event's kind, once it has been read whole as apply will. */
function checked(
  text: string,
  telling: { shop: string; source: string; currency: string },
  clock: Clock,
): string {
  const told = readEvent(text, telling);
  for (const [pointer, changedAt] of changesTold(told)) {
    if ((changedAt ?? 0) * 1000 <= clock.businessMs() + aheadMs) continue;
    throw new Refusal(
      'invalid',
      `${pointer}: lies ahead of our clock: no later state could overrule it.`,
      { pointer },
    );
  }
  return topics[told.kind] ?? 'order';
}

/** When what is told of was last changed, by the field that says so. */
function changesTold(told: Told): [pointer: string, at: number | null][] {
  switch (told.kind) {
    case 'order':
      return [
        ['/order/updatedAt', told.fact.updatedAt],
        ['/order/customer/updatedAt', told.profile?.updatedAt ?? null],
      ];
    case 'customer':
      return [['/customer/updatedAt', told.profile.updatedAt]];
    default:
      return [];
  }
}

/** What an event is called on the queue and among dead letters. */
const topics: Readonly<Record<string, string>> = {
  order: 'order',
  orderDeleted: 'order.deleted',
  customer: 'customer',
  compliance: 'customer.redact',
};

function refused(
  { log }: ReceiveEventDeps,
  status: Exclude<EventAnswer['status'], 200>,
  detail: string,
  found?: Found,
): EventAnswer {
  const about = found === undefined ? {} : { shop: found.shop, source: found.source.name };
  log.warn('event.refused', { status, ...about });
  return { status, detail };
}
