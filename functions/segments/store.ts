import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { modelReviewSchema, type ModelReview } from '../prediction/review.schema.ts';
import type { Cutoffs } from './classes.schema.ts';
import { runReportSchema, runSchema, type Run, type RunReport } from './run.schema.ts';

/** The last run over a shop's customers; null before the first. */
export async function readRun(table: Table, shop: string): Promise<Run | null> {
  const item = await table.get(keys.cutoffs(shop));
  return item === undefined ? null : runSchema.parse(item);
}

/** The cut-offs of the last run, to place one more customer by; null before the first. */
export async function readCutoffs(table: Table, shop: string): Promise<Cutoffs | null> {
  return (await readRun(table, shop))?.basis.cutoffs ?? null;
}

/** Names the shop's newest snapshot; null before the first. */
export async function readVersion(table: Table, shop: string): Promise<string | null> {
  const version = (await readRun(table, shop))?.version ?? '';
  return version === '' ? null : version;
}

/** Keeps the run over the one read at `run.rev`; 0: over none. */
export async function writeRun(
  table: Table,
  shop: string,
  run: Run,
): Promise<{ outcome: 'kept'; run: Run } | { outcome: 'stale' }> {
  const next = { ...run, rev: run.rev + 1 };
  const { outcome } = await table.put({ ...next, ...keys.cutoffs(shop) }, revIs(run.rev));
  return outcome === 'done' ? { outcome: 'kept', run: next } : { outcome: 'stale' };
}

const reportName = 'recompute';
const reviewName = 'model';

export async function writeReport(table: Table, shop: string, report: RunReport): Promise<void> {
  await table.put({ ...report, ...keys.report(shop, reportName) });
}

/** What the last finished run did; null before the first. */
export async function readReport(table: Table, shop: string): Promise<RunReport | null> {
  const item = await table.get(keys.report(shop, reportName));
  return item === undefined ? null : runReportSchema.parse(item);
}

export async function writeReview(table: Table, shop: string, review: ModelReview): Promise<void> {
  await table.put({ ...review, ...keys.report(shop, reviewName) });
}

/** The last run's model with its own test; null before the first. */
export async function readReview(table: Table, shop: string): Promise<ModelReview | null> {
  const item = await table.get(keys.report(shop, reviewName));
  return item === undefined ? null : modelReviewSchema.parse(item);
}
