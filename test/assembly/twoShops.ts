import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminApi } from '../../functions/assembly/adminApi.ts';
import { couponDesk } from '../../functions/assembly/couponDesk.ts';
import type { Parts } from '../../functions/assembly/parts.ts';
import { openShopAccess } from '../../functions/assembly/shopAccess.ts';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { nobody } from '../../functions/customers/person.ts';
import { openHistory } from '../../functions/intake/history.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import { vaultFromKey } from '../../functions/platform/vault.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { sealTokens } from '../../functions/shops/sealedTokens.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { openMachineQueues } from '../../infra/local/machineQueues.ts';
import { signSessionToken } from '../../infra/local/sessionToken.ts';
import { startTestTable } from '../support/dynamo.ts';

export const mine = 'mine.myshopify.com';
export const theirs = 'theirs.myshopify.com';
export const now = Date.parse('2026-11-22T12:00:00Z');
export const day = 86_400;
const apiKey = 'key';
const apiSecret = 'secret';

export interface TwoShops {
  logged: string[];
  /** Calls the API as a shop's staff; null: without a token. */
  call(shop: string | null, path: string, init?: RequestInit): Promise<Response>;
}

/** Two installed shops on one table: mine with five buyers and a newcomer, theirs with one. */
export async function openTwoShops(): Promise<TwoShops> {
  const { table } = await startTestTable();
  const folder = mkdtempSync(join(tmpdir(), 'clientele-api-'));
  const wallMs = () => now;
  const clock = { businessMs: () => now, wallMs };
  const logged: string[] = [];
  const parts: Parts = {
    table,
    objects: folderObjects(join(folder, 'objects')),
    queues: openMachineQueues(join(folder, 'queues.sqlite'), wallMs),
    vault: vaultFromKey(randomBytes(32)),
    clock,
    log: jsonLog((line) => logged.push(line)),
    apiKey,
    apiSecret,
    previousApiSecret: null,
    shopUrl: () => 'http://127.0.0.1:1',
  };
  const access = openShopAccess(parts);
  const desk = couponDesk(parts, access);
  const { vault } = parts;
  for (const shop of [mine, theirs]) {
    const pair = {
      accessToken: 'a',
      refreshToken: 'r',
      expiresAtMs: now + 3_600_000,
      refreshExpiresAtMs: now + 90 * day * 1000,
    };
    await access.shops.write({
      shop,
      name: 'A shop',
      currency: 'USD',
      timeZone: 'UTC',
      locale: 'en',
      installedAtMs: now,
      uninstalledAtMs: null,
      scopes: [],
      token: sealTokens(vault, shop, pair),
      rev: 0,
    });
  }
  const isOurCode = () => Promise.resolve(false);
  const history = openHistory({ table, shops: access.shops, vault, clock, isOurCode });
  await history.customers(mine, ['7001', '7002', '7009'].map(newcomer));
  await history.orders(mine, [
    order('1', '7001', 3, 12_000),
    order('2', '7001', 40, 8000),
    {
      ...order('3', '7002', 100, 5000),
      refunds: [{ refundId: '31', at: now / 1000 - 99 * day, minor: 2000 }],
    },
    order('4', '7003', 10, 3000),
    order('5', '7004', 200, 9000),
    order('6', '7005', 500, 1000),
    order('7', null, 5, 700),
  ]);
  await history.orders(theirs, [order('1', '8001', 3, 99_000)]);
  const deps = { table, objects: parts.objects, clock, leases: access.shops, log: parts.log };
  for (const shop of [mine, theirs]) {
    const of = { shop, timeZone: 'UTC', currency: 'USD', settings: defaultSettings };
    await recompute(of, 'backfill', deps);
  }
  const api = adminApi(parts, access, desk, { queueDepth: () => 0, mostUploadBytes: 1000 });
  return {
    logged,
    async call(shop, path, init = {}) {
      const headers = new Headers(init.headers);
      if (shop !== null) {
        const token = await signSessionToken(shop, { apiKey, apiSecret, wallMs });
        headers.set('Authorization', `Bearer ${token}`);
      }
      return api.request(path, { ...init, headers });
    },
  };
}

function newcomer(customerId: string) {
  return {
    profile: {
      customerId,
      createdAt: now / 1000 - 600 * day,
      updatedAt: now / 1000 - 600 * day,
      person: { ...nobody, firstName: 'Ada', lastName: 'Test', email: `${customerId}@example.com` },
      shopSays: null,
      tags: ['vip'],
    },
    consent: { email: null, sms: null },
  };
}

function order(
  orderId: string,
  customerId: string | null,
  daysAgo: number,
  totalMinor: number,
): OrderFact {
  const placedAt = now / 1000 - daysAgo * day;
  return {
    orderId,
    name: `#100${orderId}`,
    customerId,
    updatedAt: placedAt,
    placedAt,
    cancelledAt: null,
    kind: 'order',
    payment: 'paid',
    totalMinor,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
    channel: 'web',
    lines: [{ productId: '1', quantity: 2, netMinor: totalMinor }],
  };
}
