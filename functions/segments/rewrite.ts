import type { Calendar } from '../customers/calendar.ts';
import { schemes, type Cause, type Scheme } from '../customers/customer.schema.ts';
import { foldLedger } from '../customers/fold.ts';
import { changeWrites, type PlacedChange } from '../customers/placing.ts';
import { commit, readCustomers, type Customer } from '../customers/store.ts';
import type { Table } from '../platform/dynamo.ts';
import { causeOfRun, type RunBasis } from './causes.ts';
import { changesBetween, type ClassChange, type HeldClasses } from './changes.ts';
import { recordsOf } from './changeRecords.ts';
import { standardKeys } from './classes.schema.ts';
import { classify, type Classes } from './classify.ts';
import { columnsOfOne, type CustomerEntry } from './columnsBuilder.ts';
import type { FiguresRead } from './figures.ts';
import { entryOf, isListed } from './listing.ts';
import { predicted } from './predicted.ts';
import { placeColumns, type StandardsOf } from './placeColumns.ts';
import type { Basis } from './run.schema.ts';

export interface RewriteDeps {
  table: Table;
  shop: string;
  calendar: Calendar;
  basis: RunBasis;
  standardsOf: StandardsOf | null;
  /** Epoch seconds of business time, read anew for each customer: an order may have come since. */
  nowSeconds: () => number;
}

/** A customer as written, or found right already. */
export interface Rewritten {
  customerId: string;
  outcome: 'written' | 'same' | 'gone';
  read: FiguresRead;
  held: HeldClasses;
  now: Classes;
  changes: ClassChange[];
  marks: number;
  /** Nobody had placed them before. */
  first: boolean;
}

/** Customers read at once, and writes in one transaction at most. */
const batchSize = 50;
const mostWrites = 90;
const workers = 4;
const mostAttempts = 20;

/**
 * Places these customers anew, each from a fresh read and on its revision, with the timeline
 * entries and due marks that follow. Several share a transaction; where one of them was changed
 * meanwhile, each is read and written again by itself.
 */
export async function rewrite(
  deps: RewriteDeps,
  customerIds: readonly string[],
  onDone: (done: Rewritten) => void,
): Promise<void> {
  const batches: string[][] = [];
  for (let start = 0; start < customerIds.length; start += batchSize) {
    batches.push(customerIds.slice(start, start + batchSize));
  }
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
        await rewriteBatch(deps, batch, onDone);
      }
    }),
  );
}

async function rewriteBatch(
  deps: RewriteDeps,
  customerIds: readonly string[],
  onDone: (done: Rewritten) => void,
): Promise<void> {
  const customers = await readCustomers(deps.table, deps.shop, customerIds);
  let group: Planned[] = [];
  let writes = 0;
  for (const customer of customers) {
    const planned = plan(deps, customer);
    if (planned.change === null) {
      onDone(planned.done);
      continue;
    }
    if (writes + planned.change.writes.length > mostWrites) {
      await keepGroup(deps, group, onDone);
      group = [];
      writes = 0;
    }
    group.push(planned);
    writes += planned.change.writes.length;
  }
  await keepGroup(deps, group, onDone);
}

async function keepGroup(
  deps: RewriteDeps,
  group: readonly Planned[],
  onDone: (done: Rewritten) => void,
): Promise<void> {
  if (group.length === 0) return;
  const writes = group.flatMap((planned) => planned.change?.writes ?? []);
  if ((await commit(deps.table, writes)) === 'kept') {
    for (const planned of group) onDone(planned.done);
    return;
  }
  for (const planned of group) onDone(await rewriteOne(deps, planned.done.customerId));
}

async function rewriteOne(deps: RewriteDeps, customerId: string): Promise<Rewritten> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const [customer] = await readCustomers(deps.table, deps.shop, [customerId]);
    if (customer === undefined) break;
    const planned = plan(deps, customer);
    if (planned.change === null) return planned.done;
    if ((await commit(deps.table, planned.change.writes)) === 'kept') return planned.done;
  }
  throw new Error('a customer changed on every attempt to write its classes');
}

interface Planned {
  done: Rewritten;
  change: PlacedChange | null;
}

function plan(deps: RewriteDeps, customer: Customer): Planned {
  const { shop, calendar, basis } = deps;
  const { item, rows } = customer;
  const time = { asOf: deps.nowSeconds(), calendar };
  const today = calendar.dayOf(time.asOf);
  const listed = entryOf(customer, time, basis.now.settings);
  const read = predicted(listed.read, basis.now.model, today);
  const entry = { ...listed, read };
  const placed = classify(read.figures, basis.now.cutoffs, basis.now.settings, today);
  const now = withStandard(placed, entry, basis.now, today, deps.standardsOf);
  const first = Object.keys(item.classes).length === 0;
  const causeOf = (scheme: Scheme): Cause => {
    if (first) return basis.imported ? 'import' : 'first';
    const move = { scheme, from: item.classes[scheme]?.value ?? null, to: now[scheme] ?? null };
    return causeOfRun(read.figures, move, basis, today);
  };
  const what = { at: time.asOf, orderId: null, causeOf };
  const { held, changes } = changesBetween(item.classes, now, what);
  const done: Rewritten = {
    customerId: item.customerId,
    outcome: 'same',
    read,
    held,
    now,
    changes,
    marks: 0,
    first,
  };
  if (item.rev === 0 || !isListed(customer)) {
    return { done: { ...done, outcome: 'gone', changes: [] }, change: null };
  }
  if (sameClasses(item.classes, held)) return { done, change: null };
  const { entries, marks } = recordsOf(changes, item.customerId, item.rev + 1);
  const totals = foldLedger(rows, time);
  const change = { item: { classes: held, totals }, rows };
  return {
    done: { ...done, outcome: 'written', marks: marks.length },
    change: changeWrites(shop, customer, change, entries, marks),
  };
}

/** With the merchant's own class, asked of this customer as they are placed now. */
function withStandard(
  now: Classes,
  entry: CustomerEntry,
  { cutoffs, settings }: Basis,
  today: number,
  standardsOf: StandardsOf | null,
): Classes {
  if (standardsOf === null) return now;
  const columns = columnsOfOne(entry);
  placeColumns(columns, cutoffs, settings, today, standardsOf);
  return { ...now, standard: standardKeys[columns.standard[0] ?? -1] ?? null };
}

function sameClasses(one: HeldClasses, other: HeldClasses): boolean {
  return schemes.every((scheme) => one[scheme] === other[scheme]);
}
