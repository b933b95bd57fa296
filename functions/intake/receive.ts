import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Log } from '../platform/log.ts';
import type { Envelope } from './envelope.schema.ts';
import { topics, wholeOrderTopics } from './topics.ts';

export interface ReceiveDeps {
  /** The app's secret, and while it is being changed the old one too. */
  secrets: readonly string[];
  /** Asked where a signature does not match: the secrets after a change, or null. It bounds itself. */
  newerSecrets?: () => Promise<readonly string[] | null>;
  /** Resolves once the envelope is kept. */
  enqueue: (envelope: Envelope) => Promise<void>;
  /** Wall time, epoch milliseconds. */
  nowMs: () => number;
  log: Log;
}

export interface WebhookRequest {
  /** In any case. */
  headers: Headers | Readonly<Record<string, string | string[] | undefined>>;
  /** Exactly the bytes that came over the wire: the signature is over them. */
  body: Uint8Array;
}

export interface WebhookAnswer {
  status: 200 | 400 | 401 | 413 | 503;
  body: string;
}

/** Escaped into an envelope, this much still fits one queue message of 1 MiB. */
const mostQueuedBytes = 700_000;
const mostBytes = 1_000_000;
/** Of an HMAC-SHA256. */
const signatureBytes = 32;
const shopDomain = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Answers one webhook: verified, kept on the queue, then 200; all work comes later. Nobody who
 * cannot sign learns more than 401. What cannot be kept now is 503, and the shop sends it again.
 */
export async function receiveWebhook(
  request: WebhookRequest,
  deps: ReceiveDeps,
): Promise<WebhookAnswer> {
  const header = headerReader(request.headers);
  if (!(await isSignedNow(request.body, header('x-shopify-hmac-sha256'), deps))) {
    return refuse(deps.log, 401, 'unsigned', header('x-shopify-topic'));
  }
  const topic = header('x-shopify-topic') ?? '';
  const shop = header('x-shopify-shop-domain')?.toLowerCase() ?? '';
  if (!shopDomain.test(shop)) return refuse(deps.log, 400, 'noShop', topic);
  if (!topics.has(topic)) {
    deps.log.warn('webhook.dropped', { reason: 'unknownTopic', topic: shown(topic), shop });
    return { status: 200, body: '' };
  }
  const { body } = request;
  if (body.length > mostBytes) return refuse(deps.log, 413, 'tooLarge', topic, shop);
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8');
  const parsed = parse(text);
  if (parsed === undefined) return refuse(deps.log, 400, 'notJson', topic, shop);
  const envelope: Envelope | undefined =
    body.length > mostQueuedBytes
      ? smaller(topic, shop, parsed)
      : {
          kind: 'delivery',
          shop,
          source: 'shopify',
          topic,
          webhookId: header('x-shopify-webhook-id') ?? null,
          triggeredAtMs: instantMs(header('x-shopify-triggered-at')),
          receivedAtMs: deps.nowMs(),
          body: text,
        };
  if (envelope === undefined) return refuse(deps.log, 413, 'tooLarge', topic, shop);
  try {
    await deps.enqueue(envelope);
  } catch {
    deps.log.error('webhook.notKept', { topic, shop });
    return { status: 503, body: 'Not kept: send it again.' };
  }
  return { status: 200, body: '' };
}

/** By a secret we know, or by one that was changed since we looked. */
async function isSignedNow(
  body: Uint8Array,
  signature: string | undefined,
  { secrets, newerSecrets }: ReceiveDeps,
): Promise<boolean> {
  if (isSigned(body, signature, secrets)) return true;
  // Without anything like a signature there is nothing that a newer secret could have made.
  if (Buffer.from(signature ?? '', 'base64').length !== signatureBytes) return false;
  const newer = (await newerSecrets?.()) ?? null;
  return newer !== null && isSigned(body, signature, newer);
}

/** Constant-time over equal lengths; every secret is tried, so that timing tells nothing of which. */
function isSigned(body: Uint8Array, signature: string | undefined, secrets: readonly string[]) {
  const given = Buffer.from(signature ?? '', 'base64');
  let matches = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    const expected = createHmac('sha256', secret).update(body).digest();
    if (given.length === expected.length && timingSafeEqual(given, expected)) matches = true;
  }
  return matches;
}

function headerReader(headers: WebhookRequest['headers']) {
  if (headers instanceof Headers) return (name: string) => headers.get(name) ?? undefined;
  const lower = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) lower.set(name.toLowerCase(), first);
  }
  return (name: string) => lower.get(name);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An order too large for the queue is read again at the shop; other bodies have no such way. */
function smaller(topic: string, shop: string, body: object): Envelope | undefined {
  if (!wholeOrderTopics.has(topic) || !('admin_graphql_api_id' in body)) return undefined;
  const orderId = /\/Order\/(\d+)/.exec(String(body.admin_graphql_api_id))?.[1];
  return orderId === undefined ? undefined : { kind: 'reread', shop, orderId };
}

function instantMs(text: string | undefined): number | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms;
}

function refuse(
  log: Log,
  status: WebhookAnswer['status'],
  reason: string,
  topic: string | undefined,
  shop?: string,
): WebhookAnswer {
  log.warn('webhook.refused', {
    reason,
    topic: shown(topic ?? ''),
    ...(shop === undefined ? {} : { shop }),
  });
  return { status, body: reason };
}

/** A header is the sender's own words: only what looks like a topic is repeated in the log. */
function shown(topic: string): string {
  return /^[a-z_.]{1,60}(\/[a-z_]{1,40})?$/.test(topic) ? topic : '(other)';
}
