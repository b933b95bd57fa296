// The peer: Shopify's own Express middleware with an in-memory queue, as its guide sets it up.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [folder, secret] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), folder, 'package.json'));
const express = require('express');
require('@shopify/shopify-api/adapters/node');
const { shopifyApp } = require('@shopify/shopify-app-express');

const queue = [];
const shopify = shopifyApp({
  api: {
    apiKey: 'bench',
    apiSecretKey: secret,
    scopes: ['read_orders'],
    hostName: 'localhost',
    apiVersion: '2026-10',
    isEmbeddedApp: true,
    logger: { level: 0 },
  },
  auth: { path: '/auth', callbackPath: '/auth/callback' },
  webhooks: { path: '/webhooks/shopify' },
});
const app = express();
app.post(
  '/webhooks/shopify',
  shopify.processWebhooks({
    webhookHandlers: {
      ORDERS_UPDATED: {
        deliveryMethod: 'http',
        callbackUrl: '/webhooks/shopify',
        callback: async (topic, shop, body, webhookId) => {
          queue.push(JSON.stringify({ topic, shop, webhookId, body }));
        },
      },
    },
  }),
);
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ port: server.address().port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system, queued: queue.length });
});
