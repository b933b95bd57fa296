import { nameOf, openPerson } from '../customers/person.ts';
import { readCustomers } from '../customers/store.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import { consentStates, idAt, type Columns } from './columns.ts';
import { conditionsHeld } from './query/conditions.ts';
import { answerAt, select, type States } from './query/evaluate.ts';
import type { Query } from './query/query.ts';
import { contextOfSnapshot } from './queryContext.ts';
import { membersOf, shared, type Members } from './members.ts';
import type { SegmentPreview } from './segments.schema.ts';
import type { Snapshot } from './snapshot.ts';

export interface PreviewSegmentDeps {
  table: Table;
  vault: Vault;
}

/** Another segment, and its query where that can be evaluated. */
export interface OtherSegment {
  id: string;
  name: string;
  text: string;
  query: Query;
}

const sampleSize = 5;
/** Segments compared at most: each costs a look at every customer the first time. */
const mostCompared = 50;
const mostShown = 8;

/** Who a query finds now, with what merchants ask about them. */
export async function previewSegment(
  shop: string,
  query: Query,
  others: readonly OtherSegment[],
  snapshot: Snapshot,
  { table, vault }: PreviewSegmentDeps,
): Promise<SegmentPreview> {
  const { columns, meta } = snapshot;
  const at = contextOfSnapshot(snapshot, null);
  const { states, count, undecided } = select(query, columns, at);
  const sums = sumsOf(states, columns);
  const sample = largest(states, columns);
  const why = conditionsHeld(query, columns, sample, at);
  const files = await readCustomers(
    table,
    shop,
    sample.map((index) => idAt(columns, index)),
  );
  return {
    count,
    undecided,
    contactable: sums.contactable,
    of: columns.count,
    netSpent: moneyOf(sums.netMinor, meta.currency),
    netShare: sums.allMinor > 0 ? sums.netMinor / sums.allMinor : null,
    sample: sample.map((index, n) => {
      const id = idAt(columns, index);
      const lastAt = columns.lastAt[index] ?? 0;
      return {
        id,
        name: nameOf(openPerson(vault, shop, id, files[n]?.item.personal ?? null)),
        netSpent: moneyOf(columns.netMinor[index] ?? 0, meta.currency),
        lastOrderAt: lastAt === 0 ? null : instantOf(lastAt),
        why: why[n] ?? [],
      };
    }),
    overlap: overlapOf(states, others, snapshot),
    computedAt: instantOf(meta.asOf),
  };
}

const subscribed = consentStates.indexOf('subscribed');

function sumsOf(states: States, { count, netMinor, emailConsent }: Columns) {
  let contactable = 0;
  let matching = 0;
  let allMinor = 0;
  for (let i = 0; i < count; i += 1) {
    const isIn = (states[i] ?? 0) >> 1;
    const net = netMinor[i] ?? 0;
    contactable += isIn & Number(emailConsent[i] === subscribed);
    matching += isIn * net;
    allMinor += net;
  }
  return { contactable, netMinor: matching, allMinor };
}

/** Those who spent most, the most first. */
function largest(states: States, { count, netMinor }: Columns): number[] {
  const best: number[] = [];
  for (let i = 0; i < count; i += 1) {
    if (answerAt(states, i) !== 'in') continue;
    const net = netMinor[i] ?? 0;
    const last = best.at(-1);
    if (best.length === sampleSize && last !== undefined && net <= (netMinor[last] ?? 0)) continue;
    const place = best.findIndex((one) => net > (netMinor[one] ?? 0));
    best.splice(place < 0 ? best.length : place, 0, i);
    best.length = Math.min(best.length, sampleSize);
  }
  return best;
}

function overlapOf(
  states: States,
  others: readonly OtherSegment[],
  snapshot: Snapshot,
): SegmentPreview['overlap'] {
  const own = membersOf(states);
  return others
    .slice(0, mostCompared)
    .map(({ id, name, text, query }) => {
      const members = membersKept(text, query, snapshot);
      return { id, name, count: shared(own, members), of: members.count };
    })
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, mostShown);
}

const known = new WeakMap<Columns, Map<string, Members>>();

/** A bit a customer for each segment, for as long as the snapshot is open. */
function membersKept(text: string, query: Query, snapshot: Snapshot): Members {
  const kept = known.get(snapshot.columns) ?? new Map<string, Members>();
  known.set(snapshot.columns, kept);
  const key = `${text}\n${JSON.stringify(query)}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const members = membersOf(
    select(query, snapshot.columns, contextOfSnapshot(snapshot, null)).states,
  );
  kept.set(key, members);
  return members;
}
