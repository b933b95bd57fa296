import type { DueMark } from '../customers/dueMark.schema.ts';
import type { TimelineEntry } from '../customers/timeline.ts';
import type { ClassChange } from './changes.ts';

/**
 * What class changes leave behind, to be written in one transaction with the customer, whose
 * revision `rev` is after that write: an entry each, and a mark where rules may act. A customer has
 * one mark a scheme, so that a newer change replaces one that nobody has looked at yet.
 */
export function recordsOf(
  changes: readonly ClassChange[],
  customerId: string,
  rev: number,
): { entries: TimelineEntry[]; marks: DueMark[] } {
  const entries: TimelineEntry[] = [];
  const marks: DueMark[] = [];
  for (const { trigger, ...change } of changes) {
    entries.push({ kind: 'class', ...change });
    if (trigger === null) continue;
    const id = `class#${customerId}#${change.scheme}`;
    marks.push({ kind: 'class', ...change, id, rev, customerId, cause: trigger });
  }
  return { entries, marks };
}
