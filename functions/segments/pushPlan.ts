import { z } from 'zod';
import type { FoundMarks } from './shopMarks.ts';
import {
  areAsWanted,
  marksSchema,
  noMarks,
  sameWords,
  type Marks,
  type WantedMarks,
} from './marks.ts';

/** What a customer carries of ours, and what they are to carry. */
export const changeSchema = z.object({
  had: marksSchema,
  want: marksSchema.pick({ tags: true, labels: true }),
});
export type MarkChange = z.infer<typeof changeSchema>;

/** What is done with one customer, written down before it is: done again it comes to the same. */
export const intentSchema = z.object({
  id: z.string(),
  add: z.array(z.string()),
  remove: z.array(z.string()),
  /** The metafield: left alone, deleted, or set to these. */
  labels: z.array(z.string()).nullable(),
  deleteLabels: z.boolean(),
  after: marksSchema,
});
export type Intent = z.infer<typeof intentSchema>;

/** Only those who carry something else than they are to, in order of id. */
export function planOf(
  had: ReadonlyMap<string, Marks>,
  wanted: ReadonlyMap<string, WantedMarks>,
): [id: string, change: MarkChange][] {
  const changes: [string, MarkChange][] = [];
  for (const [id, want] of wanted) {
    const before = had.get(id) ?? noMarks;
    if (!areAsWanted(before, want)) changes.push([id, { had: before, want }]);
  }
  for (const [id, before] of had) {
    if (!wanted.has(id)) changes.push([id, { had: before, want: { tags: [], labels: [] } }]);
  }
  return changes.sort(([one], [other]) => (one < other ? -1 : 1));
}

/**
 * What to do with a customer, by what the shop says they carry. A tag or metafield that is there
 * without our doing is the shop's own: it is not counted as ours and never taken off. A mark of
 * ours that somebody took off is not put back. Who is not there carries nothing.
 */
export function intentOf(id: string, change: MarkChange, found: FoundMarks | undefined): Intent {
  if (found === undefined) {
    return { id, add: [], remove: [], labels: null, deleteLabels: false, after: noMarks };
  }
  const tags = tagsOf(change, found.tags);
  const labels = labelsOf(change, found.labels);
  return {
    id,
    add: tags.add,
    remove: tags.remove,
    labels: labels.set,
    deleteLabels: labels.deleted,
    after: { ...tags.after, ...labels.after },
  };
}

/** To the shop tags of other case are the same: ours, and wanted, in whatever case they are by now. */
function tagsOf({ had, want }: MarkChange, found: readonly string[]) {
  const present = isOneOf(found);
  const isOurs = isOneOf(had.tags);
  const isKnown = isOneOf([...had.tags, ...had.skippedTags]);
  const isWanted = isOneOf(want.tags);
  const add = want.tags.filter((tag) => !isKnown(tag) && !present(tag));
  const remove = found.filter((tag) => isOurs(tag) && !isWanted(tag));
  const tags = want.tags.filter((tag) => isOurs(tag) || add.includes(tag));
  const skippedTags = want.tags.filter((tag) => !tags.includes(tag));
  return { add, remove, after: { tags, skippedTags } };
}

function labelsOf({ had, want }: MarkChange, found: readonly string[] | null) {
  const isOurs = found === null || (had.labels.length > 0 && sameWords(found, had.labels));
  if (!isOurs) {
    const after = { labels: [], skippedLabels: want.labels };
    return { set: null, deleted: false, after };
  }
  const after = { labels: want.labels, skippedLabels: [] };
  if (want.labels.length === 0) return { set: null, deleted: found !== null, after };
  return {
    set: found !== null && sameWords(found, want.labels) ? null : want.labels,
    deleted: false,
    after,
  };
}

/** Who carries what after these were done. */
export function foldIntents(had: Map<string, Marks>, intents: readonly Intent[]): void {
  for (const { id, after } of intents) {
    if (areAsWanted(after, { tags: [], labels: [] })) had.delete(id);
    else had.set(id, after);
  }
}

function isOneOf(tags: readonly string[]): (tag: string) => boolean {
  const known = new Set(tags.map((tag) => tag.toLowerCase()));
  return (tag) => known.has(tag.toLowerCase());
}
