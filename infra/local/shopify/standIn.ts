import { join } from 'node:path';
import type { Clock } from '../../../functions/platform/clock.ts';
import { answer, requestSchema } from './api/answer.ts';
import { queryRoot } from './api/queries.ts';
import { openThrottle, type ThrottleLimits } from './api/throttle.ts';
import { worldWithViews } from './api/views/show.ts';
import { mutationRoot } from './api/mutations/root.ts';
import type { World } from './api/world.ts';
import { openBulkRunner, resultStream } from './bulk/runner.ts';
import { gid } from './gid.ts';
import { zonedOrNull } from './instant.ts';
import { look, type Look } from './look.ts';
import { openRecords, type Records } from './records/records.ts';
import type { ShopRecord } from './records/schema.ts';
import { openShopFloor, type ShopFloor } from './shopFloor.ts';
import { openTokens } from './tokens/tokens.ts';
import { apiVersion } from './version.ts';
import { calm, chaosSchema, type Chaos } from './webhooks/chaos.ts';
import { startCourier } from './webhooks/courier.ts';
import { openOutbox } from './webhooks/outbox.ts';
import { openAnnouncer } from './announcer.ts';

export interface StandInOptions {
  /** The SQLite file of all its shops; results of bulk operations lie in a folder beside it. */
  stateFile: string;
  clock: Clock;
  apiKey: string;
  apiSecret: string;
  /** Where the app takes webhooks. */
  webhookUrl: string;
  /** Topics the app's own file declares; compliance topics are always sent. */
  appTopics: readonly string[];
  /** Uniform in [0, 1). */
  random: () => number;
  /** Path the handler is mounted under, such as `/standin`; empty for none. */
  mountPath?: string;
  throttle?: ThrottleLimits;
  /** First retry of a webhook the app did not take, in milliseconds of wall time. */
  firstRetryMs?: number;
  fetch?: typeof globalThis.fetch;
}

export type NewShop = Partial<ShopRecord> & Pick<ShopRecord, 'domain' | 'currency' | 'timeZone'>;

/** A Shopify of one's own: real schema, small state, honest webhooks. */
export interface StandIn {
  readonly records: Records;
  /** Answers what `https://<shop>` would; the shop is the path's first part or the host. */
  fetch(request: Request): Promise<Response>;
  /** Makes a shop, or changes how it is set up. */
  openShop(shop: NewShop): ShopRecord;
  /** What happens in a shop; its webhooks follow. */
  shop(domain: string): ShopFloor;
  setChaos(chaos: Chaos): void;
  setThrottle(limits: ThrottleLimits): void;
  /** Deliveries not made yet. */
  pendingWebhooks(): number;
  /** A read-only view, such as `discounts` or `customers/123`; undefined where there is nothing. */
  look: Look;
  close(): Promise<void>;
}

const usualThrottle: ThrottleLimits = { maximumAvailable: 2000, restoreRate: 100 };
const usualFirstRetryMs = 1000;
const usualScopes = [
  'read_customers',
  'write_customers',
  'read_orders',
  'read_products',
  'read_discounts',
  'write_discounts',
];

export function createStandIn(options: StandInOptions): StandIn {
  const { clock, random, mountPath = '' } = options;
  const wallMs = () => clock.wallMs();
  const now = () => Math.floor(clock.businessMs() / 1000);
  const records = openRecords(options.stateFile);
  const { database } = records;
  let chaos = calm;
  let limits = options.throttle ?? usualThrottle;
  const throttle = openThrottle(() => limits);
  const { apiKey, apiSecret } = options;
  const tokens = openTokens({ database, apiKey, apiSecret, random, wallMs });
  const outbox = openOutbox(database, () => chaos, random);
  const courier = startCourier({
    outbox,
    secret: apiSecret,
    fetch: options.fetch ?? globalThis.fetch,
    wallMs,
    firstRetryMs: options.firstRetryMs ?? usualFirstRetryMs,
  });
  const announcer = openAnnouncer({
    records,
    outbox,
    clock,
    random,
    webhookUrl: options.webhookUrl,
    appTopics: options.appTopics,
    wake: () => {
      courier.wake();
    },
  });
  const bulks = openBulkRunner({
    records,
    folder: join(`${options.stateFile}.bulk`),
    rootOf: (shop) => queryRoot(worldOf(shop, '', true)),
    now,
    finished: (shop, bulk) => {
      announcer.announceIn(shop)(
        'bulk_operations/finish',
        () => ({
          admin_graphql_api_id: gid('BulkOperation', bulk.id),
          completed_at: zonedOrNull(bulk.completedAt, shop.timeZone),
          created_at: zonedOrNull(bulk.createdAt, shop.timeZone),
          error_code: bulk.errorCode?.toLowerCase() ?? null,
          status: bulk.status.toLowerCase(),
          type: 'query',
        }),
        announcer.newEventId(),
      );
    },
  });
  bulks.resume();
  courier.wake();

  function worldOf(shop: ShopRecord, shopUrl: string, whole: boolean): World {
    return worldWithViews({ records, shop, now: now(), shopUrl, whole });
  }

  const floor = (domain: string): ShopFloor =>
    openShopFloor({ records, domain, now, random, announcer, tokens });

  async function token(shop: ShopRecord, request: Request): Promise<Response> {
    const result = await tokens.grant(shop.domain, shop.scopes, await bodyOf(request));
    if (result.outcome === 'refused') {
      return Response.json(
        { error: result.error, error_description: result.description },
        { status: result.error === 'invalid_client' ? 401 : 400 },
      );
    }
    if (!shop.installed) records.putShop({ ...shop, installed: true });
    return Response.json(result.grant);
  }

  async function graphql(shop: ShopRecord, shopUrl: string, request: Request): Promise<Response> {
    const accessToken = request.headers.get('X-Shopify-Access-Token') ?? '';
    if (!tokens.holds(shop.domain, accessToken)) {
      return Response.json(
        { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
        { status: 401 },
      );
    }
    const parsed = requestSchema.safeParse(await bodyOf(request));
    if (!parsed.success) return Response.json({ errors: { query: 'Required' } }, { status: 400 });
    const world = worldOf(shop, shopUrl, false);
    const started: string[] = [];
    const root = {
      ...queryRoot(world),
      ...mutationRoot(world, floor(shop.domain).bench(), (id) => started.push(id)),
    };
    const result = answer(parsed.data, root, shop.domain, throttle, wallMs());
    for (const id of started) bulks.start(shop.domain, id);
    return Response.json(result);
  }

  return {
    records,
    async fetch(request) {
      const url = new URL(request.url);
      const path = url.pathname.startsWith(mountPath)
        ? url.pathname.slice(mountPath.length)
        : url.pathname;
      const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
      const inPath = first !== 'admin';
      const domain = inPath ? first : url.hostname;
      const route = inPath ? rest.join('/') : [first, ...rest].join('/');
      const shop = records.shop(domain);
      if (shop === undefined) return Response.json({ errors: 'Not Found' }, { status: 404 });
      const shopUrl = inPath ? `${url.origin}${mountPath}/${domain}` : url.origin;

      if (request.method === 'POST' && route === 'admin/oauth/access_token') {
        return token(shop, request);
      }
      if (request.method === 'POST' && route === `admin/api/${apiVersion}/graphql.json`) {
        return graphql(shop, shopUrl, request);
      }
      const result = /^bulk\/(\d+)\.jsonl$/.exec(route)?.[1];
      if (request.method === 'GET' && result !== undefined) {
        const stream = resultStream(bulks.file(result));
        if (stream !== undefined && records.bulks.get(domain, result) !== undefined) {
          return new Response(stream, { headers: { 'Content-Type': 'application/jsonl' } });
        }
      }
      return Response.json({ errors: 'Not Found' }, { status: 404 });
    },
    openShop(given) {
      const before = records.shop(given.domain);
      const shop: ShopRecord = { ...usualShop(given.domain, now()), ...before, ...given };
      const scopes = new Set(given.scopes ?? before?.scopes ?? usualScopes);
      if (shop.readAllOrders) scopes.add('read_all_orders');
      else scopes.delete('read_all_orders');
      const kept = { ...shop, scopes: [...scopes] };
      records.putShop(kept);
      return kept;
    },
    shop: floor,
    setChaos(wanted) {
      chaos = chaosSchema.parse(wanted);
    },
    setThrottle(wanted) {
      limits = wanted;
    },
    pendingWebhooks: () => outbox.counts().pending,
    look: look(records, outbox, now),
    async close() {
      await bulks.stop();
      await courier.stop();
      database.close();
    },
  };
}

function usualShop(domain: string, now: number): ShopRecord {
  return {
    domain,
    id: '68412370942',
    name: domain.replace('.myshopify.com', ''),
    email: `owner@${domain.replace('.myshopify.com', '')}.example`,
    currency: 'USD',
    timeZone: 'UTC',
    countryCode: 'US',
    locale: 'en',
    createdAt: now,
    installed: false,
    scopes: [],
    readAllOrders: true,
    personalData: 'approved',
    taxesIncluded: true,
    taxPpm: 0,
    shippingMinor: 0,
  };
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  const type = request.headers.get('Content-Type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
