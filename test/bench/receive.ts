import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { orderBody } from './orderBody.ts';
import { load } from './load.ts';
import { installPeers } from './peers.ts';
import type { BenchRow } from './row.ts';

const secret = 'bench-secret';
const rounds = 3;
const requests = 6000;
const connections = 16;

const portMessage = z.object({ port: z.number() });
const usageMessage = z.object({ cpuMicros: z.number(), queued: z.number() });

/**
 * The same signed order posted to both servers, each a process of its own with the same in-memory
 * queue, in turns. What counts is the processor time a server used per answer, HTTP included: it
 * says what one core can do however busy the machine is.
 */
export async function run(): Promise<BenchRow[]> {
  const folder = installPeers({ '@shopify/shopify-app-express': '8.0.2', express: '5.3.0' });
  const body = new TextEncoder().encode(orderBody());
  const headers = {
    'Content-Type': 'application/json',
    'X-Shopify-Topic': 'orders/updated',
    'X-Shopify-Shop-Domain': 'bench.myshopify.com',
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': 'b1f6b3a4-0000-4000-8000-000000000000',
    'X-Shopify-Event-Id': 'b1f6b3a4-0000-4000-8000-000000000001',
    'X-Shopify-Triggered-At': '2026-11-20T10:00:00.000000Z',
    'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(body).digest('base64'),
  };
  const ours = await start(join('test', 'bench', 'receiveServer.ts'), [secret]);
  const peer = await start(join('test', 'bench', 'expressServer.mjs'), [folder, secret]);
  try {
    const best = { ours: Infinity, peer: Infinity, oursMs: Infinity, peerMs: Infinity };
    for (let round = 0; round <= rounds; round += 1) {
      const a = await measure(ours, headers, body);
      const b = await measure(peer, headers, body);
      // The first round warms both up.
      if (round === 0) continue;
      best.ours = Math.min(best.ours, a.cpuMicros);
      best.peer = Math.min(best.peer, b.cpuMicros);
      best.oursMs = Math.min(best.oursMs, a.medianMs);
      best.peerMs = Math.min(best.peerMs, b.medianMs);
    }
    const perSecond = (micros: number) => (1_000_000 / micros).toFixed(0);
    return [
      { what: 'ours, answers a second of one core', value: perSecond(best.ours) },
      {
        what: "Shopify's Express middleware, answers a second of one core",
        value: perSecond(best.peer),
      },
      { what: 'ratio', value: `${(best.peer / best.ours).toFixed(2)} ×`, budget: '≥ 3 ×' },
      {
        what: `median answer at ${String(connections)} connections`,
        value: `${best.oursMs.toFixed(1)} ms against ${best.peerMs.toFixed(1)} ms`,
      },
      { what: 'body', value: `${(body.length / 1024).toFixed(1)} KB` },
    ];
  } finally {
    ours.child.kill();
    peer.child.kill();
  }
}

async function start(file: string, args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(file, args, {
    execPath: process.execPath,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const messages: unknown[] = await once(child, 'message');
  const { port } = portMessage.parse(messages[0]);
  return { child, url: `http://127.0.0.1:${String(port)}/webhooks/shopify` };
}

async function usage(child: ChildProcess): Promise<z.infer<typeof usageMessage>> {
  child.send('usage');
  const messages: unknown[] = await once(child, 'message');
  return usageMessage.parse(messages[0]);
}

async function measure(
  { child, url }: { child: ChildProcess; url: string },
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<{ cpuMicros: number; medianMs: number }> {
  const before = await usage(child);
  const { medianMs } = await load(url, headers, body, requests, connections);
  const after = await usage(child);
  if (after.queued - before.queued !== requests) throw new Error('not every webhook was queued');
  return { cpuMicros: (after.cpuMicros - before.cpuMicros) / requests, medianMs };
}
