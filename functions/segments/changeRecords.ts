import type { DueMark } from '../customers/dueMark.schema.ts';
import type { ClassChange as ClassEntry } from '../customers/timeline.ts';
import type { ClassChange } from './changes.ts';

/**
 * What class changes leave behind, to be written in one transaction with the customer, whose
 * revision `rev` is after that write: an entry each, and a mark where rules may act.
 */
export function recordsOf(
  changes: readonly ClassChange[],
  customerId: string,
  rev: number,
): { entries: ClassEntry[]; marks: DueMark[] } {
  const entries: ClassEntry[] = [];
  const marks: DueMark[] = [];
  for (const { trigger, ...change } of changes) {
    entries.push({ kind: 'class', ...change });
    if (trigger === null) continue;
    marks.push({ kind: 'class', ...change, rev, customerId, cause: trigger });
  }
  return { entries, marks };
}
