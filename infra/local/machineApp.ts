import { Hono } from 'hono';
import { adminApi } from '../../functions/assembly/adminApi.ts';
import { eventReceiver } from '../../functions/assembly/eventReceiver.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { shopDomainSchema } from '../../functions/shops/shop.schema.ts';
import { runDeadLetters } from '../deadLetters/run.ts';
import type { Product } from './compose.ts';
import { eventRoutes } from './eventRoutes.ts';
import { jobOnDemand } from './jobOnDemand.ts';
import { letterRoutes } from './letterRoutes.ts';
import { localRoutes } from './localRoutes.ts';
import type { Machine } from './machine.ts';
import { signSessionToken } from './sessionToken.ts';
import { webhookRoutes } from './webhookRoutes.ts';

export interface MachineAppDeps {
  machine: Machine;
  product: Product;
  /** The shop meant where a call names none. */
  usualShop: string;
  isReady: () => boolean;
  clockMoved: () => Promise<void>;
}

/** What an upload may weigh here: it is held in memory while it is read. */
const mostUploadBytes = 200_000_000;

/** What answers on this machine's port: webhooks, the admin API and what only one machine has. */
export function machineApp(deps: MachineAppDeps): Hono {
  const { machine, product } = deps;
  const { clock, parts, queues, standIn } = machine;
  const { apiKey, apiSecret, log } = parts;
  const wallMs = () => clock.wallMs();
  const app = new Hono();
  app.route('/', eventRoutes(eventReceiver(parts)));
  app.route(
    '/',
    letterRoutes((args) => runDeadLetters(args, parts)),
  );
  app.route('/', webhookRoutes({ secrets: [apiSecret], events: queues.events, wallMs, log }));
  app.route(
    '/',
    localRoutes({
      clock,
      isReady: deps.isReady,
      depth: () => queues.depth(),
      usualShop: () => deps.usualShop,
      signToken: (shop) => {
        openInStandIn(machine, shop);
        return signSessionToken(shop, { apiKey, apiSecret, wallMs });
      },
      runJob: (name, shop) => jobOnDemand(name, shop, product.runJob, queues, wallMs),
      clockMoved: deps.clockMoved,
      look: standIn.look,
    }),
  );
  app.route(
    '/',
    adminApi(parts, product.access, product.desk, {
      queueDepth: () => queues.depth(),
      mostUploadBytes,
    }),
  );
  return app;
}

/** A shop nobody has heard of yet opens empty, as one does that has just installed the app. */
function openInStandIn(machine: Machine, domain: string): void {
  if (machine.standIn.records.shop(domain) !== undefined) return;
  if (!shopDomainSchema.safeParse(domain).success) {
    throw new Refusal('invalid', 'A shop is named like name.myshopify.com.');
  }
  machine.standIn.openShop({ domain, currency: 'USD', timeZone: 'UTC' });
}
