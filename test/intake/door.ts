import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { receiveWebhook } from '../../functions/intake/receive.ts';
import { packEnvelope } from '../../functions/intake/packEnvelope.ts';
import { jsonLog } from '../../functions/platform/log.ts';
import type { Desk } from './intakeDesk.ts';

const secret = 'the secret of the door';

/** What became of one webhook on its whole way. */
export interface Passed {
  status: number;
  /** Queued, and left there by apply: it would be delivered again and end among the dead letters. */
  failed: boolean;
  /** Why it was refused, dropped or failed, as the log says it. */
  reasons: string[];
}

const lineSchema = z.object({
  event: z.string(),
  reason: z.string().optional(),
  detail: z.string().optional(),
});

/** A signed webhook through receive and apply, as the shop would send it; the body as it is. */
export async function knock(desk: Desk, topic: string, body: string | Uint8Array): Promise<Passed> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const lines: string[] = [];
  const queued: string[] = [];
  const { status } = await receiveWebhook(
    {
      headers: {
        'x-shopify-topic': topic,
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(bytes).digest('base64'),
        'x-shopify-shop-domain': desk.shop,
        'x-shopify-triggered-at': new Date(desk.clock.seconds * 1000).toISOString(),
      },
      body: bytes,
    },
    {
      secrets: [secret],
      enqueue: (envelope) => {
        queued.push(packEnvelope(envelope));
        return Promise.resolve();
      },
      nowMs: () => desk.clock.seconds * 1000,
      log: jsonLog((line) => lines.push(line)),
    },
  );
  const seen = desk.log.length;
  const failed = await desk.apply(...queued);
  lines.push(...desk.log.slice(seen));
  return { status, failed: failed.length > 0, reasons: lines.flatMap(reasonsOf) };
}

function reasonsOf(line: string): string[] {
  const { reason, detail } = lineSchema.parse(JSON.parse(line));
  return [reason, detail].filter((word) => word !== undefined);
}
