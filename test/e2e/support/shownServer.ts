import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import {
  couponsOf,
  fileOf,
  previewOf,
  shownShop,
  timelineOf,
  type ShopChoices,
  type ShownShop,
  duplicatesOf,
  familyOf,
} from './shownShop.ts';
import { backtestOf, discountsOf } from './shownDiscounts.ts';
import { insightAnswer } from './shownInsights.ts';
import { goodsAnswer, tasteOf } from './shownGoods.ts';
import { segmentAnswer, settingsAnswer } from './shownSegments.ts';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Serves the built embed in front of a shop that is only shown: every state a screen can be in. */
export async function serveShown(choices: ShopChoices, folder: string, port = 0) {
  const shop = shownShop(choices);
  const server = createServer((request, response) => {
    answer({ shop, folder }, request, response).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    shop,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function answer(
  { shop, folder }: { shop: ShownShop; folder: string },
  request: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(request.url ?? '/', 'http://shown');
  if (url.pathname === '/local/session-token') {
    const claims = Buffer.from(
      JSON.stringify({ dest: `https://${shop.overview.shop.domain}` }),
    ).toString('base64url');
    send(response, 200, { token: `x.${claims}.x` });
    return;
  }
  if (url.pathname.startsWith('/api/')) {
    const found = api(shop, url);
    if (found === null) {
      const problem = { type: 'about:blank', title: 'Not found', status: 404 };
      send(response, 404, { ...problem, detail: 'There is no such customer.', code: 'notFound' });
    } else send(response, 200, found);
    return;
  }
  if (url.pathname === '/favicon.ico') {
    response.writeHead(204).end();
    return;
  }
  const path = url.pathname.replace(/^\/app\//, '');
  const file =
    url.pathname === '/' ? 'frame/frame.html' : extname(path) === '' ? 'index.html' : path;
  const bytes = await readFile(join(folder, file));
  response.writeHead(200, { 'content-type': mediaTypes[extname(file)] ?? 'text/plain' }).end(bytes);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function customers(shop: ShownShop, id: string, deed: string, url: URL): unknown {
  switch (deed) {
    case 'timeline':
      return timelineOf(shop);
    case 'duplicates':
      return duplicatesOf(shop, id);
    case 'family':
      return familyOf(shop);
    case 'taste':
      return tasteOf(shop);
  }
  if (id !== '') return fileOf(shop, id, url.searchParams.get('asOf'));
  return {
    customers: shop.rows,
    total: shop.choices.customers,
    cursor: null,
    computedAt: shop.overview.freshness.computedAt,
  };
}

function couponRules(shop: ShownShop, id: string, deed: string): unknown {
  if (id === 'preview' || deed === 'preview') return previewOf(shop);
  if (id === 'backtest' || deed === 'backtest') return backtestOf(shop);
  if (id === '') return { rules: shop.rules };
  return shop.rules.find((rule) => rule.id === id) ?? null;
}

function insights(shop: ShownShop, id: string, url: URL): unknown {
  if (id === 'discounts') return discountsOf(shop);
  return goodsAnswer(shop, id, url) ?? insightAnswer(shop, id) ?? null;
}

function api(shop: ShownShop, url: URL): unknown {
  const [, , noun = '', id = '', deed = ''] = url.pathname.split('/');
  switch (noun) {
    case 'overview':
      return shop.overview;
    case 'customers':
      return customers(shop, id, deed, url);
    case 'coupon-rules':
      return couponRules(shop, id, deed);
    case 'coupons':
      return { coupons: couponsOf(shop), cursor: null };
    case 'segments':
      return segmentAnswer(shop, id, deed);
    case 'insights':
      return insights(shop, id, url);
    case 'settings':
      return settingsAnswer(shop, id);
    case 'imports':
      return {
        id: 'i1',
        fileName: 'orders_export.csv',
        state: 'done',
        rows: 11_842,
        orders: 9810,
        customers: 4127,
        guests: 412,
        credits: 0,
        skipped: 2,
        reasons: [
          { line: 812, reason: 'No order number.' },
          { line: 9042, reason: 'The date is not understood.' },
        ],
        total: shop.money(812_345.67),
        message: null,
      };
    default:
      return null;
  }
}
