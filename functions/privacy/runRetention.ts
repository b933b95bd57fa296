import { type Expired, expirePersons } from '../customers/personStore.ts';
import { noteAudit } from '../platform/auditLog.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Log } from '../platform/log.ts';
import type { Vault } from '../platform/vault.ts';
import { type Columns, idAt, indexOfId } from '../segments/columns.ts';
import type { Snapshots } from '../segments/snapshot.ts';
import type { ShopStore } from '../shops/store.ts';
import { byItself } from './byItself.ts';
import { nextToLookAt, personsBefore, type RetentionDays, retentionDays } from './retention.ts';
import {
  type RetentionGroup,
  retentionGroups,
  type RetentionReport,
  type RetentionState,
} from './retention.schema.ts';
import {
  dropAnswersBefore,
  dropLogBefore,
  readRetentionState,
  writeRetentionReport,
  writeRetentionState,
} from './retentionStore.ts';

/** Erases a kind of record that is older than `beforeMs` (wall time); answers how many there were. */
export type Sweep = (shop: string, beforeMs: number) => Promise<number>;

export interface RetentionDeps {
  table: Table;
  shops: ShopStore;
  vault: Vault;
  clock: Clock;
  log: Log;
  snapshots: Snapshots;
  /** Customers looked at in one step, in hundreds. */
  customersAStep?: number;
  /** Those kinds of record that other nouns keep. */
  sweeps: Record<'deadLetters' | 'exports' | 'imports', Sweep>;
}

export type RetentionStep =
  { outcome: 'done'; report: RetentionReport } | { outcome: 'more' | 'busy' | 'notInstalled' };

type Counts = RetentionReport['erased'];

const leaseName = 'retention';
/** Longer than one Lambda may run; a run that was killed is taken up where its last step ended. */
const leaseMs = 15 * 60_000;
/** One step looks at so many customers unless said otherwise: some seconds of work. */
const usualStep = 2_000;
const customersAtOnce = 100;
const dayMs = 86_400_000;

/**
 * Erases what has been kept for as long as the shop's settings allow, a step at a time. Running it
 * again, or only half of it, does no harm: what is too old is too old the next time as well.
 */
export async function runRetention(shop: string, deps: RetentionDeps): Promise<RetentionStep> {
  const record = await deps.shops.read(shop);
  if (record === undefined || record.uninstalledAtMs !== null) return { outcome: 'notInstalled' };
  const wallMs = deps.clock.wallMs();
  const untilMs = wallMs + leaseMs;
  if (!(await deps.shops.lease(shop, leaseName, wallMs, untilMs))) return { outcome: 'busy' };
  try {
    return await step(shop, deps);
  } finally {
    await deps.shops.release(shop, leaseName, untilMs);
  }
}

async function step(shop: string, deps: RetentionDeps): Promise<RetentionStep> {
  const { table, clock } = deps;
  const days = retentionDays((await deps.shops.readSettings(shop)).settings);
  const kept = await readRetentionState(table, shop);
  const begun: RetentionState =
    kept === undefined || kept.after === null
      ? { rev: kept?.rev ?? 0, startedAtMs: clock.wallMs(), after: '', erased: {} }
      : kept;
  const persons = await sweepPersons(shop, begun.after ?? '', days, deps);
  const erased = sum(begun.erased, {
    formerCustomers: persons.expired.customer,
    prospects: persons.expired.prospect,
  });
  const state = await writeRetentionState(table, shop, { ...begun, after: persons.after, erased });
  if (persons.after !== null) return { outcome: 'more' };

  const report = {
    finishedAtMs: clock.wallMs(),
    erased: sum(erased, await sweepRecords(shop, days, deps)),
  };
  await finish(shop, report, state, deps);
  return { outcome: 'done', report };
}

/** Persons from the customer after `after` on; the answer's `after` is null at the end. */
async function sweepPersons(
  shop: string,
  after: string,
  days: RetentionDays,
  { table, vault, clock, snapshots, customersAStep = usualStep }: RetentionDeps,
): Promise<{ expired: Expired; after: string | null }> {
  const expired: Expired = { customer: 0, prospect: 0 };
  const snapshot = await snapshots.open(shop);
  if (snapshot === null) return { expired, after: null };
  const { columns } = snapshot;
  const before = personsBefore(days, Math.floor(clock.businessMs() / 1000));
  let next = nextToLookAt(columns, placeAfter(columns, after), before);
  for (let looked = 0; next >= 0; looked += customersAtOnce) {
    const ids: string[] = [];
    let last = next;
    while (next >= 0 && ids.length < customersAtOnce) {
      ids.push(idAt(columns, next));
      last = next;
      next = nextToLookAt(columns, next + 1, before);
    }
    const batch = await expirePersons(table, vault, shop, ids, before);
    expired.customer += batch.customer;
    expired.prospect += batch.prospect;
    if (next >= 0 && looked + customersAtOnce >= customersAStep) {
      return { expired, after: idAt(columns, last) };
    }
  }
  return { expired, after: null };
}

/** Where to go on; a customer that is in the columns no more is where it would be. */
function placeAfter(columns: Columns, after: string): number {
  if (after === '') return 0;
  const at = indexOfId(columns, after);
  if (at >= 0) return at + 1;
  let index = 0;
  while (index < columns.count && isBefore(idAt(columns, index), after)) index += 1;
  return index;
}

function isBefore(one: string, other: string): boolean {
  return one.length < other.length || (one.length === other.length && one < other);
}

async function sweepRecords(
  shop: string,
  days: RetentionDays,
  { table, clock, sweeps }: RetentionDeps,
): Promise<Counts> {
  const nowMs = clock.wallMs();
  const before = (group: RetentionGroup) => nowMs - days[group] * dayMs;
  return {
    accessLog: await dropLogBefore(table, shop, 'accessLog', before('accessLog')),
    auditLog: await dropLogBefore(table, shop, 'auditLog', before('auditLog')),
    deadLetters: await sweeps.deadLetters(shop, before('deadLetters')),
    exports: await sweeps.exports(shop, before('exports')),
    imports: await sweeps.imports(shop, before('imports')),
    answers: await dropAnswersBefore(table, shop, nowMs),
  };
}

async function finish(
  shop: string,
  report: RetentionReport,
  state: RetentionState,
  { table, log }: RetentionDeps,
): Promise<void> {
  await writeRetentionReport(table, shop, report);
  const some = Object.entries(report.erased).filter(([, count]) => count > 0);
  log.info('retention.done', { shop, ...Object.fromEntries(some) });
  if (some.length === 0) return;
  await noteAudit(table, shop, {
    atMs: report.finishedAtMs,
    userId: byItself,
    action: 'retention.erase',
    subject: `retention/${String(state.rev)}`,
    changes: Object.fromEntries(some.map(([group, count]) => [group, { before: count, after: 0 }])),
  });
}

function sum(one: Counts, other: Counts): Counts {
  const total = { ...one };
  for (const group of retentionGroups) {
    const count = (one[group] ?? 0) + (other[group] ?? 0);
    if (count > 0) total[group] = count;
  }
  return total;
}
