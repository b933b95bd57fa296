import { Hono } from 'hono';
import type { Desk } from '../coupons/desk.ts';
import { listRules } from '../coupons/manageRules.ts';
import { totalOf } from '../coupons/shown.ts';
import { readCustomers } from '../customers/store.ts';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';
import { idAt } from '../segments/columns.ts';
import type { Snapshot, Snapshots } from '../segments/snapshot.ts';
import { overviewOf } from './overview.ts';
import type { Overview } from './overview.schema.ts';

export interface OverviewDeps {
  desk: Desk;
  snapshots: Snapshots;
  /** How far the shop's history is. */
  backfill: (shop: string) => Promise<Overview['backfill']>;
  /** How many messages could not be worked on. */
  deadLetters: (shop: string) => Promise<number>;
  /** What the last comparison with the shop found. */
  reconciled: (shop: string) => Promise<Pick<Overview['attention'], 'unexplained' | 'untold'>>;
  /** How many customers wait for staff to answer about their data. */
  privacyDue: (shop: string) => Promise<number>;
  /** Labels of ours at the shop that stay as they are until somebody looks. */
  heldLabels: (shop: string) => Promise<readonly string[]>;
  /** Of the scopes granted, what is missing for the app to work. */
  missingScopes: (granted: readonly string[]) => readonly string[];
  /** Messages not yet done; null where nobody counts them. */
  queueDepth: () => number | null;
}

const newestCustomers = 8;

/** `GET /api/overview`: one call for the whole first page. */
export function overviewRoutes(deps: OverviewDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get('/overview', async (c) => c.json(await readOverview(c.get('shop'), deps)));
  return app;
}

async function readOverview(shop: string, deps: OverviewDeps): Promise<Overview> {
  const { desk } = deps;
  const [record, snapshot, rules, months, backfill, deadLetters, reconciled, privacyDue, labels] =
    await Promise.all([
      desk.shops.read(shop),
      deps.snapshots.open(shop),
      listRules(shop, desk),
      desk.rules.budgets(shop),
      deps.backfill(shop),
      deps.deadLetters(shop),
      deps.reconciled(shop),
      deps.privacyDue(shop),
      deps.heldLabels(shop),
    ]);
  if (record === undefined) {
    throw new Refusal('notFound', 'This shop has not installed Clientele: open it from its admin.');
  }
  const ever = totalOf(months);
  return overviewOf({
    shop: record,
    snapshot,
    rules,
    couponsOut: ever.issued - ever.redeemed - ever.expired,
    couponRedeemedMinor: ever.settledMinor,
    newest: snapshot === null ? [] : await readCustomers(desk.table, shop, newestIds(snapshot)),
    backfill,
    deadLetters,
    attention: {
      ...reconciled,
      missingScopes: [...deps.missingScopes(record.scopes)],
      privacyDue,
      heldRules: rules
        .filter(({ state, held }) => state === 'active' && held !== null)
        .map(({ id, name }) => ({ id, name })),
      heldLabels: labels.length,
    },
    queue: deps.queueDepth(),
    asOf: Math.floor(desk.clock.businessMs() / 1000),
  });
}

/** Ids of the customers who ordered last, found in one pass. */
function newestIds({ columns }: Snapshot): string[] {
  const newest: { at: number; index: number }[] = [];
  for (let index = 0; index < columns.count; index += 1) {
    const at = columns.lastAt[index] ?? 0;
    const last = newest.at(-1);
    if (at === 0 || (newest.length === newestCustomers && last !== undefined && at <= last.at)) {
      continue;
    }
    const place = newest.findIndex((one) => at > one.at);
    newest.splice(place < 0 ? newest.length : place, 0, { at, index });
    newest.length = Math.min(newest.length, newestCustomers);
  }
  return newest.map(({ index }) => idAt(columns, index));
}
