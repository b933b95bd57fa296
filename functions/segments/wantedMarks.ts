import { Refusal } from '../platform/refusal.ts';
import type { AskedQueries } from './askedQueries.ts';
import { idAt, wordAt, type CodeColumn, type Columns } from './columns.ts';
import type { Marks, WantedMarks } from './marks.ts';
import { conditionsOf } from './query/conditions.ts';
import { select, type States } from './query/evaluate.ts';
import type { Query } from './query/query.ts';
import { contextOfSnapshot } from './queryContext.ts';
import type { Segment } from './segment.ts';
import type { PushInput } from './segments.schema.ts';
import type { Snapshot } from './snapshot.ts';

/** What everybody is to carry, and the labels that stay as they are until somebody looks. */
export interface Wanted {
  marks: Map<string, WantedMarks>;
  heldLabels: string[];
}

/** Ids the shop gave; who is known from a file only cannot carry anything there. */
const shopsOwn = /^\d+$/;

/**
 * The marks that follow from segments and schemes as of the last run. A segment whose query cannot
 * be read, suddenly finds far more, or asks about the tags we set keeps whoever carries its label.
 */
export async function wantedMarks(
  shop: string,
  config: PushInput,
  segments: readonly Segment[],
  had: ReadonlyMap<string, Marks>,
  snapshot: Snapshot,
  queries: AskedQueries,
): Promise<Wanted> {
  const { columns } = snapshot;
  const at = contextOfSnapshot(snapshot, null);
  const heldLabels = new Set<string>();
  const members: { label: string; states: States }[] = [];
  for (const { label, query: text } of segments) {
    if (label === null) continue;
    const query = await sendable(shop, text, config, queries);
    if (query === null) heldLabels.add(label);
    else members.push({ label, states: select(query, columns, at).states });
  }
  const marks = new Map<string, WantedMarks>();
  const known = new Map<string, WantedMarks>();
  for (let i = 0; i < columns.count; i += 1) {
    const labels = members.filter(({ states }) => states[i] === 2).map(({ label }) => label);
    for (const scheme of config.schemes) {
      const word = neutral(scheme, wordAt(columns, scheme, i));
      if (word !== null) labels.push(word);
    }
    const id = idAt(columns, i);
    const before = had.get(id);
    if (before === undefined && labels.length === 0) continue;
    if (!shopsOwn.test(id)) continue;
    const keeps = [...heldLabels].filter(
      (label) => before !== undefined && hasLabel(before, label),
    );
    const all = [...new Set([...labels, ...keeps])].sort();
    const key = all.join('\n');
    const wanted = known.get(key) ?? marksOf(all, config);
    known.set(key, wanted);
    marks.set(id, wanted);
  }
  return { marks, heldLabels: [...heldLabels] };
}

/** Everybody who is still there as they are: nothing is marked, and who is gone is forgotten. */
export function unchangedMarks(had: ReadonlyMap<string, Marks>, columns: Columns): Wanted {
  const marks = new Map<string, WantedMarks>();
  for (let i = 0; i < columns.count; i += 1) {
    const id = idAt(columns, i);
    const before = had.get(id);
    if (before === undefined) continue;
    const { tags, labels, skippedTags, skippedLabels } = before;
    marks.set(id, {
      tags: [...tags, ...skippedTags],
      labels: [...labels, ...skippedLabels],
    });
  }
  return { marks, heldLabels: [] };
}

function marksOf(labels: string[], { as, prefix }: PushInput): WantedMarks {
  return as === 'tags'
    ? { tags: labels.map((label) => tagOf(prefix, label)), labels: [] }
    : { tags: [], labels };
}

function tagOf(prefix: string, label: string): string {
  return `${prefix}:${label}`;
}

/** Under whatever prefix, in any case and form: who chose another meanwhile takes no mark off by it. */
function hasLabel({ tags, labels, skippedTags, skippedLabels }: Marks, label: string): boolean {
  const own = label.toLowerCase();
  const isTag = (tag: string) => tag.toLowerCase().endsWith(tagOf('', own));
  const isLabel = (one: string) => one.toLowerCase() === own;
  return [...tags, ...skippedTags].some(isTag) || [...labels, ...skippedLabels].some(isLabel);
}

/** The label of a class, in words a customer may read; null: none. */
function neutral(scheme: PushInput['schemes'][number], word: string | null): string | null {
  if (word === null || word === 'none') return null;
  const told = toldAs[`${scheme} ${word}`] ?? word;
  return `${schemeLabels[scheme]}-${told}`;
}

const schemeLabels = {
  level: 'level',
  segment: 'rfm',
  abc: 'spend',
  lifecycle: 'lifecycle',
  standard: 'standard',
} as const satisfies Record<PushInput['schemes'][number] & CodeColumn, string>;

/** Words that stay inside the embed, and what is said instead. */
const toldAs: Readonly<Record<string, string>> = { 'lifecycle written_off': 'lost' };

async function sendable(
  shop: string,
  text: string,
  config: PushInput,
  queries: AskedQueries,
): Promise<Query | null> {
  try {
    if ((await queries.held(shop, text)) !== null) return null;
    const query = await queries.read(shop, text, 'query');
    return asksAboutOurTags(query, config) ? null : query;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Such a segment would move with the marks it makes, and never rest; so would one of who has no tag. */
function asksAboutOurTags(query: Query, { as, prefix }: PushInput): boolean {
  const own = `${prefix}:`.toLowerCase();
  return conditionsOf(query).some((one) => {
    const condition = one.kind === 'not' ? one.part : one;
    if (!('attribute' in condition) || condition.attribute !== 'customer_tags') return false;
    if (condition.kind === 'isNull') return as === 'tags';
    return condition.kind === 'contains' && condition.text.toLowerCase().startsWith(own);
  });
}
