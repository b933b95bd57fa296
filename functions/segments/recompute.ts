import { calendarOf } from '../customers/calendar.ts';
import { fitModel } from '../prediction/fitModel.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import type { Objects } from '../platform/objects.ts';
import { buyingsOf } from './buyings.ts';
import type { RunBasis } from './causes.ts';
import { idAt, indexOfId, type Columns } from './columns.ts';
import { writeFigures, writeHeld } from './columnsBuilder.ts';
import { gather } from './gather.ts';
import { fillGroups } from './groups/fillGroups.ts';
import type { ShopProduct } from './groups/goods.ts';
import { writeGoods } from './groups/goodsFile.ts';
import type { TraitsOf } from './groups/traits.ts';
import { writeLapse } from './lapse.ts';
import { reviewModel } from './modelReview.ts';
import { cutoffsOfColumns, placeColumns, placeRising, writeScores } from './placeColumns.ts';
import { predictColumns } from './predicted.ts';
import { contextOf } from './queryContext.ts';
import { rewrite, type Rewritten } from './rewrite.ts';
import {
  classSettingsSchema,
  type Basis,
  type ClassSettings,
  type Run,
  type RunReport,
} from './run.schema.ts';
import { totalsOf } from './shopSums.ts';
import { dropOrders, writeOrders, writeSnapshot } from './snapshot.ts';
import type { SnapshotMeta } from './snapshot.schema.ts';
import { standardsOver } from './standards.ts';
import { readRun, writeReport, writeReview, writeRun } from './store.ts';

/** Whose customers, and how that shop counts. */
export interface RecomputeShop {
  shop: string;
  /** IANA. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  settings: ClassSettings;
}

/** One holder at a time until an instant of wall time. */
export interface Leases {
  lease(shop: string, name: string, nowMs: number, untilMs: number): Promise<boolean>;
  release(shop: string, name: string, untilMs: number): Promise<void>;
}

export interface RecomputeDeps {
  table: Table;
  objects: Objects;
  clock: Clock;
  leases: Leases;
  log: Log;
  /** Every product of the shop, a page at a time; missing: nothing is known of them. */
  products?: (shop: string) => AsyncIterable<readonly ShopProduct[]>;
  /** Where customers live, how old they are and what the merchant's fields say; missing: not known. */
  traitsOf?: (shop: string) => Promise<TraitsOf>;
}

const leaseName = 'recompute';
/** The longest a Lambda runs: a run that died lets the next one in then. */
const leaseMs = 15 * 60_000;

/**
 * Places every customer of a shop anew, as of now: reads them, computes exact cut-offs, writes
 * only the customers whose classes changed, then the snapshot and a report. Run again, it changes
 * nothing. `reason` is why it runs; after "import" or "backfill" new customers say so. `busy`:
 * another run holds the shop.
 */
export async function recompute(
  of: RecomputeShop,
  reason: string,
  deps: RecomputeDeps,
): Promise<RunReport | 'busy'> {
  const nowMs = deps.clock.wallMs();
  const untilMs = nowMs + leaseMs;
  if (!(await deps.leases.lease(of.shop, leaseName, nowMs, untilMs))) return 'busy';
  try {
    return await runOnce(of, reason, deps);
  } finally {
    await deps.leases.release(of.shop, leaseName, untilMs);
  }
}

async function runOnce(of: RecomputeShop, reason: string, deps: RecomputeDeps): Promise<RunReport> {
  const { shop, settings } = of;
  const { table, clock } = deps;
  const startedMs = clock.wallMs();
  const calendar = calendarOf(of.timeZone);
  const nowSeconds = () => Math.floor(clock.businessMs() / 1000);
  const asOf = nowSeconds();
  const today = calendar.dayOf(asOf);

  const last = await readRun(table, shop);
  const time = { asOf, calendar };
  const gathered = await gather(table, shop, time, settings, await deps.traitsOf?.(shop));
  const { columns, orders, orderMinor, sums } = gathered;
  const goods = fillGroups(columns, orders, await productsOf(shop, deps), time);
  const bought = buyingsOf(columns, orders, { asOf, today });
  const model = fitModel(bought.buyings);
  predictColumns(columns, model, bought);
  const cutoffs = cutoffsOfColumns(columns, orderMinor, settings, { asOf, today });
  const at = contextOf(of.timeZone, of.currency, asOf);
  const asked = settings.standards.length > 0 || columns.standard.some((code) => code >= 0);
  const standardsOf = asked ? standardsOver(settings.standards, at) : null;
  const changed = placeColumns(columns, cutoffs, settings, today, standardsOf);

  // Parsed, because another setting that changes (a language) must not look like one that moves classes.
  const now: Basis = { cutoffs, settings: classSettingsSchema.parse(settings), today, model };
  const before = last?.writing === true ? last.previous : (last?.basis ?? null);
  const version = `${String(asOf)}-${String(startedMs)}`;
  const totals = totalsOf(sums, columns, cutoffs);
  const writing = await keepRun(deps, shop, {
    rev: last?.rev ?? 0,
    version: last?.version ?? '',
    basis: now,
    previous: before,
    writing: true,
    totals,
  });

  const basis: RunBasis = { before, now, imported: reason === 'import' || reason === 'backfill' };
  const tally = newTally();
  await rewrite(
    { table, shop, calendar, basis, nowSeconds, standardsOf },
    changed.map((index) => idAt(columns, index)),
    (done) => {
      count(tally, done);
      refresh(columns, done);
    },
  );
  if (changed.length > 0 && tally.done === 0) {
    throw new Error('a run had customers to place and placed none');
  }
  writeLapse(columns, cutoffs, settings);
  placeRising(columns, cutoffs, settings, { today, dayOf: (second) => calendar.dayOf(second) });

  const { currency, timeZone } = of;
  const meta: SnapshotMeta = {
    format: 1,
    shop,
    version,
    currency,
    timeZone,
    asOf,
    today,
    cutoffs,
    totals,
  };
  await writeOrders(deps.objects, orders, { shop, version });
  await writeGoods(deps.objects, goods, { shop, version });
  const snapshotBytes = await writeSnapshot(deps.objects, columns, meta);
  await keepRun(deps, shop, { ...writing, version, previous: null, writing: false });
  await dropOrders(deps.objects, { shop, version });
  const { written, first, changes, marks } = tally;
  const report: RunReport = {
    version,
    reason,
    asOf,
    customers: columns.count,
    ranked: totals.ranked,
    written,
    first,
    changes,
    marks,
    snapshotBytes,
    tookMs: clock.wallMs() - startedMs,
  };
  await writeReport(table, shop, report);
  const review = reviewModel({ columns, orders, calendar, asOf, today }, { model, of: bought });
  await writeReview(table, shop, { version, asOf, today, model, ...review });
  deps.log.info('recomputed', {
    shop,
    reason,
    customers: report.customers,
    written,
    marks,
    tookMs: report.tookMs,
  });
  return report;
}

async function productsOf(
  shop: string,
  { products }: RecomputeDeps,
): Promise<ReadonlyMap<string, ShopProduct>> {
  const known = new Map<string, ShopProduct>();
  if (products === undefined) return known;
  for await (const page of products(shop)) {
    for (const product of page) known.set(product.productId, product);
  }
  return known;
}

async function keepRun(deps: RecomputeDeps, shop: string, run: Run): Promise<Run> {
  const kept = await writeRun(deps.table, shop, run);
  if (kept.outcome === 'stale') throw new Error('another run of this shop took over');
  return kept.run;
}

interface Tally {
  done: number;
  written: number;
  first: number;
  marks: number;
  changes: Record<string, number>;
}

function newTally(): Tally {
  return { done: 0, written: 0, first: 0, marks: 0, changes: {} };
}

function count(tally: Tally, { outcome, first, marks, changes }: Rewritten): void {
  tally.done += 1;
  if (outcome !== 'written') return;
  tally.written += 1;
  tally.marks += marks;
  if (first) tally.first += 1;
  for (const { cause } of changes) tally.changes[cause] = (tally.changes[cause] ?? 0) + 1;
}

/** The columns tell what was written, which may know an order more than what was read before. */
function refresh(columns: Columns, done: Rewritten): void {
  const at = indexOfId(columns, done.customerId);
  if (at < 0 || done.outcome === 'gone') return;
  writeFigures(columns, at, done.read);
  writeHeld(columns, at, done.held);
  writeScores(columns, at, done.now.scores);
}
