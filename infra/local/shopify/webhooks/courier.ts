import { apiVersion } from '../version.ts';
import type { Outbox, Parcel } from './outbox.ts';
import { signature } from './sign.ts';

export interface CourierOptions {
  outbox: Outbox;
  secret: string;
  fetch: typeof globalThis.fetch;
  /** Wall time, epoch milliseconds. */
  wallMs: () => number;
  /** First retry after this; each next one twice as long, up to `longestRetryMs`. */
  firstRetryMs: number;
}

export interface Courier {
  /** Something may be due: look now. */
  wake(): void;
  /** Sends nothing more and waits for what is under way. */
  stop(): Promise<void>;
}

/** The app has 5 seconds in all to answer, and a redirect is a failure. */
const answerTimeoutMs = 5000;
/** Shopify gives up after 4 hours; a laptop that slept should still get its orders. */
const longestRetryMs = 60_000;
const atOnce = 8;

/** Delivers what is in the outbox, any number at a time and in no promised order. */
export function startCourier(options: CourierOptions): Courier {
  const { outbox } = options;
  const underWay = new Map<number, Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function look(): void {
    clearTimeout(timer);
    timer = undefined;
    if (stopped) return;
    const nowMs = options.wallMs();
    const free = atOnce - underWay.size;
    if (free <= 0) return;
    for (const seq of outbox.due(nowMs, atOnce + underWay.size)) {
      if (underWay.size >= atOnce) break;
      const parcel = underWay.has(seq) ? undefined : outbox.parcel(seq);
      if (parcel === undefined) continue;
      const done = deliver(parcel).finally(() => {
        underWay.delete(seq);
        look();
      });
      underWay.set(seq, done);
    }
    const nextMs = underWay.size === 0 ? outbox.nextDueMs() : undefined;
    if (nextMs === undefined) return;
    timer = setTimeout(look, Math.max(1, nextMs - nowMs));
    timer.unref();
  }

  async function deliver(parcel: Parcel): Promise<void> {
    const status = await post(parcel, options);
    if (stopped && status === null) return;
    if (status !== null && status >= 200 && status < 300) {
      outbox.delivered(parcel.seq, status);
    } else {
      const waitMs = Math.min(longestRetryMs, options.firstRetryMs * 2 ** parcel.attempts);
      outbox.postponed(parcel.seq, options.wallMs() + waitMs, status);
    }
  }

  return {
    wake() {
      if (timer !== undefined) clearTimeout(timer);
      timer = setTimeout(look, 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(underWay.values());
    },
  };
}

/** The status the app answered with, or null if it did not answer. */
async function post(parcel: Parcel, options: CourierOptions): Promise<number | null> {
  const body = new TextEncoder().encode(parcel.body);
  try {
    const response = await options.fetch(parcel.uri, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': parcel.topic,
        'X-Shopify-Hmac-Sha256': signature(body, options.secret),
        'X-Shopify-Shop-Domain': parcel.shop,
        'X-Shopify-API-Version': apiVersion,
        'X-Shopify-Webhook-Id': parcel.webhookId,
        'X-Shopify-Event-Id': parcel.eventId,
        'X-Shopify-Triggered-At': parcel.triggeredAt,
      },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
