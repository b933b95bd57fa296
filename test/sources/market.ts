import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminApi } from '../../functions/assembly/adminApi.ts';
import { applyHandler } from '../../functions/assembly/applyHandler.ts';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import { eventReceiver } from '../../functions/assembly/eventReceiver.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { openShopAccess } from '../../functions/assembly/shopAccess.ts';
import { readCustomer } from '../../functions/customers/store.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { sealTokens } from '../../functions/shops/sealedTokens.ts';
import { type EventAnswer, receiveEvent } from '../../functions/sources/receiveEvent.ts';
import { sourceSecretSchema } from '../../functions/sources/sources.schema.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { startTestTable } from '../support/dynamo.ts';

export const now = Date.parse('2026-11-22T12:00:00Z');
const apiKey = 'key';
const apiSecret = 'secret';

/** A connected shop as its sender knows it. */
export interface Sender {
  address: string;
  secret: string;
}

/** An installed shop with everything from its doors to its files, and shops to connect to it. */
export async function openMarket(shop: string, currency = 'USD') {
  const { table } = await startTestTable();
  const folder = mkdtempSync(join(tmpdir(), 'clientele-market-'));
  const time = { ms: now };
  const wallMs = () => time.ms;
  const queues = openMachineQueues(join(folder, 'queues.sqlite'), wallMs);
  const lines: string[] = [];
  const parts: Parts = {
    table,
    objects: folderObjects(join(folder, 'objects')),
    queues,
    vault: vaultFromKey(randomBytes(32)),
    clock: { businessMs: wallMs, wallMs },
    log: jsonLog((line) => lines.push(line)),
    apiKey,
    apiSecret,
    previousApiSecret: null,
    shopUrl: () => 'http://127.0.0.1:1',
  };
  const access = openShopAccess(parts);
  const install = (domain: string) =>
    access.shops.write({
      shop: domain,
      name: 'A shop',
      currency,
      timeZone: 'UTC',
      locale: 'en',
      installedAtMs: now,
      uninstalledAtMs: null,
      scopes: [],
      token: sealTokens(parts.vault, domain, {
        accessToken: 'a',
        refreshToken: 'r',
        expiresAtMs: now + 3_600_000,
        refreshExpiresAtMs: now + 90 * 86_400_000,
      }),
      rev: 0,
    });
  await install(shop);
  const api = adminApi(parts, access, couponDesk(parts, access), {
    queueDepth: () => 0,
    mostUploadBytes: 1000,
  });
  const apply = applyHandler(parts, () => Promise.resolve());
  const receiver = eventReceiver(parts);

  return {
    table,
    parts,
    lines,
    time,
    install,
    receiver,
    /** Everything on the queue goes into the files. */
    async settle() {
      for (let batch = queues.events.receive(10); batch.length > 0;) {
        const { failed } = await apply(batch);
        queues.events.settle(batch, new Map(failed.map((id) => [id, 'failed'])));
        batch = queues.events.receive(10);
      }
    },
    depth: () => queues.events.depth(),
    async call(path: string, body?: object, of = shop): Promise<Response> {
      const token = await signSessionToken(of, { apiKey, apiSecret, wallMs });
      const headers = { Authorization: `Bearer ${token}` };
      return body === undefined
        ? api.request(path, { headers })
        : api.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    },
    async connect(name: string, of = shop): Promise<Sender> {
      const answer = await this.call('/api/sources', { name, title: `The ${name}` }, of);
      const { source, secret } = sourceSecretSchema.parse(await answer.json());
      return { address: source.path.split('/').at(-1)!, secret };
    },
    /** Sends an event as its own shop would. */
    send({ address, secret }: Sender, event: object | string): Promise<EventAnswer> {
      const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
      return receiveEvent({ address, signature: sign(secret, body, time.ms), body }, receiver);
    },
    /** Delivers a webhook of the Shopify shop itself. */
    async webhook(topic: string, body: object): Promise<number> {
      const bytes = Buffer.from(JSON.stringify(body));
      const { status } = await receiveWebhook(
        {
          headers: {
            'x-shopify-topic': topic,
            'x-shopify-shop-domain': shop,
            'x-shopify-hmac-sha256': createHmac('sha256', apiSecret).update(bytes).digest('base64'),
          },
          body: bytes,
        },
        {
          secrets: [apiSecret],
          enqueue: (envelope) => queues.events.send(packEnvelope(envelope)),
          nowMs: wallMs,
          log: parts.log,
        },
      );
      return status;
    },
    customer: (id: string, of = shop) => readCustomer(table, of, id),
  };
}
export type Market = Awaited<ReturnType<typeof openMarket>>;

export function sign(secret: string, body: Uint8Array, atMs: number): string {
  const t = Math.floor(atMs / 1000);
  const v1 = createHmac('sha256', secret)
    .update(`${String(t)}.`)
    .update(body)
    .digest('hex');
  return `t=${String(t)},v1=${v1}`;
}

/** An order of 54.50 that Jane paid at the till an hour ago. */
export function order(changes: object = {}): { kind: 'order'; order: Record<string, unknown> } {
  return {
    kind: 'order',
    order: {
      id: '1001',
      name: '1001',
      placedAt: '2026-11-22T11:00:00Z',
      updatedAt: '2026-11-22T11:00:00Z',
      currency: 'USD',
      total: '54.50',
      payment: 'paid',
      customer: { id: '7', firstName: 'Jane', email: 'jane@example.com' },
      lines: [{ productId: 'mug', quantity: 2, total: '54.50' }],
      ...changes,
    },
  };
}
