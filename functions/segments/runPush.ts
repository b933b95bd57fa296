import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { AskedQueries } from './askedQueries.ts';
import { carries, marksSchema, readLines, writeLines, type Marks } from './marks.ts';
import { doChunk, readIntents, type ChunkDeps } from './pushChunk.ts';
import { changeSchema, foldIntents, planOf } from './pushPlan.ts';
import type { PushState } from './pushState.ts';
import { changePush, readPush } from './pushStore.ts';
import type { Leases } from './recompute.ts';
import type { SegmentStore } from './segmentStore.ts';
import type { Snapshots } from './snapshot.ts';
import { unchangedMarks, wantedMarks, type Wanted } from './wantedMarks.ts';

export interface RunPushDeps extends ChunkDeps {
  table: Table;
  segments: SegmentStore;
  snapshots: Snapshots;
  queries: AskedQueries;
  leases: Leases;
  clock: Clock;
  /** Whether the shop lets us write customers. */
  allowed: (shop: string) => Promise<boolean>;
}

export interface PushReport {
  did: 'marked' | 'nothing' | 'noLeave';
  changed: number;
  carrying: number;
}

const leaseName = 'push';
const leaseMs = 15 * 60_000;
/** How long one step goes on; what is left is the next one's. */
const stepMs = 40_000;
/** Customers looked at, written down and then changed together. */
const chunkSize = 50;

type Run = NonNullable<PushState['run']>;

/**
 * One step of bringing the marks at the shop to what the last run says: only what differs from
 * what we last put there. `more`: call again. A step that is cut short anywhere is done again and
 * comes to the same: what will be done with a customer is written down before it is done.
 */
export async function runPush(
  shop: string,
  deps: RunPushDeps,
): Promise<PushReport | 'busy' | 'more'> {
  const nowMs = deps.clock.wallMs();
  const untilMs = nowMs + leaseMs;
  if (!(await deps.leases.lease(shop, leaseName, nowMs, untilMs))) return 'busy';
  try {
    return await step(shop, deps, nowMs + stepMs);
  } finally {
    await deps.leases.release(shop, leaseName, untilMs);
  }
}

async function step(
  shop: string,
  deps: RunPushDeps,
  untilMs: number,
): Promise<PushReport | 'more'> {
  const { table, clock } = deps;
  const state = await readPush(table, shop);
  const { run } = state;
  if (run === null) {
    if (state.wanted <= state.did) return { did: 'nothing', changed: 0, carrying: state.carrying };
    return begin(shop, state, deps);
  }
  if (!(await deps.allowed(shop))) return { did: 'noLeave', changed: 0, carrying: state.carrying };
  const plan = readLines(await object(deps, planKey(shop, run)), changeSchema);
  let { chunks } = run;
  for (; chunks * chunkSize < plan.length; chunks += 1) {
    const key = chunkKey(shop, run, chunks);
    const begun = await deps.objects.get(key);
    // Somebody wants something else by now: what was begun is finished, and then planned anew.
    if (begun === undefined && (await readPush(table, shop)).wanted > run.wanted) break;
    const part = plan.slice(chunks * chunkSize, (chunks + 1) * chunkSize);
    await doChunk(shop, key, begun, part, deps);
    const done = Math.min(plan.length, (chunks + 1) * chunkSize);
    const at = chunks + 1;
    await changePush(table, shop, (now) => ({ ...now, run: { ...run, chunks: at, done } }));
    if (clock.wallMs() >= untilMs) return 'more';
  }
  return finish(shop, { ...run, chunks }, deps);
}

/** Plans what differs; nothing is asked of the shop where nothing does. */
async function begin(
  shop: string,
  state: PushState,
  deps: RunPushDeps,
): Promise<PushReport | 'more'> {
  const { table, objects, clock } = deps;
  const snapshot = await deps.snapshots.open(shop);
  const had = await carriedBy(shop, state, deps);
  const wanted = await wantedOf(shop, state, had, deps);
  if (snapshot === null || wanted === null) {
    return { did: 'nothing', changed: 0, carrying: state.carrying };
  }
  const plan = planOf(had, wanted.marks);
  const { heldLabels } = wanted;
  if (plan.length === 0) {
    const last = { total: 0, finishedAtMs: clock.wallMs() };
    const did = state.wanted;
    const after = await changePush(table, shop, (now) => ({ ...now, did, last, heldLabels }));
    return after.wanted > did ? 'more' : { did: 'nothing', changed: 0, carrying: after.carrying };
  }
  const name = `${String(state.wanted)}-${String(clock.wallMs())}`;
  const run: Run = { name, wanted: state.wanted, total: plan.length, chunks: 0, done: 0 };
  await objects.put(planKey(shop, run), writeLines(plan), 'text/plain');
  await changePush(table, shop, (now) => ({ ...now, run, heldLabels }));
  return 'more';
}

async function wantedOf(
  shop: string,
  { config, removing }: PushState,
  had: ReadonlyMap<string, Marks>,
  { snapshots, segments, queries }: RunPushDeps,
): Promise<Wanted | null> {
  if (removing) return { marks: new Map(), heldLabels: [] };
  const snapshot = await snapshots.open(shop);
  if (snapshot === null) return null;
  if (!config.on) return unchangedMarks(had, snapshot.columns);
  return wantedMarks(shop, config, await segments.list(shop), had, snapshot, queries);
}

/** Adds what was done to what was carried before, as the base of the next run. */
async function finish(shop: string, run: Run, deps: RunPushDeps): Promise<PushReport | 'more'> {
  const { table, objects, clock } = deps;
  const state = await readPush(table, shop);
  const had = await carriedBy(shop, state, deps);
  for (let chunk = 0; chunk < run.chunks; chunk += 1) {
    foldIntents(had, readIntents(await object(deps, chunkKey(shop, run, chunk))));
  }
  const base = had.size === 0 ? null : run.name;
  if (base !== null) await objects.put(baseKey(shop, base), writeLines(had), 'text/plain');
  const carrying = [...had.values()].filter(carries).length;
  const last = { total: run.total, finishedAtMs: clock.wallMs() };
  const after = await changePush(table, shop, (now) => ({
    ...now,
    run: null,
    base,
    did: run.wanted,
    carrying,
    last,
  }));
  await drop(shop, base, deps);
  if (after.wanted > after.did) return 'more';
  return { did: 'marked', changed: run.total, carrying };
}

/** Who carries what of ours, as the last finished run left it. */
async function carriedBy(
  shop: string,
  { base }: PushState,
  deps: RunPushDeps,
): Promise<Map<string, Marks>> {
  if (base === null) return new Map();
  return new Map(readLines(await object(deps, baseKey(shop, base)), marksSchema));
}

async function drop(shop: string, base: string | null, { objects }: RunPushDeps): Promise<void> {
  const kept = base === null ? null : baseKey(shop, base);
  for await (const key of objects.list(`push/${shop}/`)) {
    if (key !== kept) await objects.delete(key);
  }
}

const baseKey = (shop: string, name: string) => `push/${shop}/base-${name}`;
const planKey = (shop: string, { name }: Run) => `push/${shop}/${name}/plan`;
const chunkKey = (shop: string, { name }: Run, chunk: number) =>
  `push/${shop}/${name}/${String(chunk).padStart(6, '0')}`;

async function object({ objects }: RunPushDeps, key: string): Promise<Uint8Array> {
  const bytes = await objects.get(key);
  if (bytes === undefined) throw new Error('what was written down about the marks is gone');
  return bytes;
}
