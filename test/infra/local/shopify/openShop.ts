import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import {
  createStandIn,
  type NewShop,
  type StandIn,
  type StandInOptions,
} from '../../../../infra/local/shopify/standIn.ts';
import { diceOf } from '../../../../infra/local/demo/dice.ts';

export const domain = 'tea-house.myshopify.com';
export const apiKey = 'local-key';
export const apiSecret = 'a-secret-only-used-in-these-tests';
export const appTopics = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/delete',
  'customers/create',
  'customers/update',
  'customers/delete',
  'customers/merge',
  'customer.tags_added',
  'customer.tags_removed',
  'customers_email_marketing_consent/update',
  'products/create',
  'app/uninstalled',
];

/** Whatever a JSON text holds: tests look at it as it is. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Received {
  topic: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** The app's side of the webhooks: keeps what came and answers as told. */
export interface Listener {
  url: string;
  received: Received[];
  /** The status of the nth request, from 0. */
  answer: (nth: number) => number;
  close(): Promise<void>;
}

export async function listen(): Promise<Listener> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const nth = received.length;
      const { headers } = request;
      received.push({
        topic: String(headers['x-shopify-topic']),
        headers,
        body: Buffer.concat(parts),
      });
      response.writeHead(listener.answer(nth)).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const listener: Listener = {
    url: `http://127.0.0.1:${String(port)}/webhooks/shopify`,
    received,
    answer: () => 200,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return listener;
}

/** Business and wall time that stand still until moved. */
export class SetClock {
  business = Date.parse('2026-11-22T09:00:00Z');
  wall = Date.now();
  businessMs = () => this.business;
  wallMs = () => this.wall;
}

export interface TestShop {
  standIn: StandIn;
  clock: SetClock;
  stateFile: string;
  token: string;
  options: StandInOptions;
  ask: (query: string, variables?: object, token?: string) => Promise<Json>;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Ends the run and starts another on the same file. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** An installed shop in a folder of its own. */
export async function openTestShop(
  given: Partial<NewShop> = {},
  options: Partial<StandInOptions> = {},
): Promise<TestShop> {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const clock = new SetClock();
  const dice = diceOf('test', folder);
  const whole: StandInOptions = {
    stateFile: join(folder, 'shopify.sqlite'),
    clock,
    apiKey,
    apiSecret,
    webhookUrl: 'http://127.0.0.1:9/nobody',
    appTopics,
    random: () => dice.next(),
    ...options,
  };
  const shop = { standIn: createStandIn(whole) };
  shop.standIn.openShop({ domain, currency: 'USD', timeZone: 'Europe/Berlin', ...given });
  const post: TestShop['post'] = (path, body, headers = {}) =>
    shop.standIn.fetch(
      new Request(`http://stand-in.example/${domain}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    );
  const grant = (await (await post('admin/oauth/access_token', await exchange())).json()) as Json;
  const token: string = grant.access_token;
  return Object.assign(shop, {
    clock,
    stateFile: whole.stateFile,
    token,
    options: whole,
    post,
    async ask(query: string, variables: object = {}, as = token) {
      const headers = { 'X-Shopify-Access-Token': as };
      const response = await post('admin/api/2026-10/graphql.json', { query, variables }, headers);
      return response.json();
    },
    async reopen() {
      await shop.standIn.close();
      shop.standIn = createStandIn(whole);
    },
    async close() {
      await shop.standIn.close();
      rmSync(folder, { recursive: true, force: true });
    },
  });
}

export async function sessionToken(claims: { shop?: string; key?: string; secret?: string } = {}) {
  return new SignJWT({ dest: `https://${claims.shop ?? domain}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(`https://${claims.shop ?? domain}/admin`)
    .setAudience(claims.key ?? apiKey)
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(claims.secret ?? apiSecret));
}

/** A request for the first token pair. */
export async function exchange(changes: object = {}): Promise<object> {
  return {
    client_id: apiKey,
    client_secret: apiSecret,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: await sessionToken(),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...changes,
  };
}

export async function until(holds: () => boolean, forMs = 5000): Promise<void> {
  const end = Date.now() + forMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const tea = {
  title: 'Jasmine tea',
  vendor: 'Hillside',
  productType: 'Tea',
  tags: [],
  sku: 'TEA-01',
  priceMinor: 1250,
};
