import type { Cause, HeldClass, Scheme } from '../customers/customer.schema.ts';
import type { TimelineEntry } from '../customers/timeline.ts';

/** A class our own history says was held, since when (epoch seconds) and why; null: not known. */
export interface RecordedClass {
  value: string;
  since: number | null;
  because: { cause: Cause; from: string | null; orderId: string | null } | null;
}

/**
 * What was kept as held at an instant (epoch seconds): the last change up to then; before the first
 * change what it changed from, as far back as the shop has been with us; without changes what is
 * held since before then.
 */
export function recordedAt(
  scheme: Scheme,
  { entries, held }: { entries: readonly TimelineEntry[]; held: HeldClass | undefined },
  { at, installedAt }: { at: number; installedAt: number },
): RecordedClass | null {
  const changes = entries
    .filter((entry) => entry.kind === 'class')
    .filter((entry) => entry.scheme === scheme)
    .sort((one, other) => one.at - other.at);
  const last = changes.findLast((change) => change.at <= at);
  if (last !== undefined) {
    const { to, from, cause, orderId } = last;
    return to === null ? null : { value: to, since: last.at, because: { cause, from, orderId } };
  }
  const [next] = changes;
  if (next !== undefined) {
    const wasWithUs = next.from !== null && at >= installedAt;
    return wasWithUs ? { value: next.from ?? '', since: null, because: null } : null;
  }
  if (held === undefined || held.since > at) return null;
  const { value, since, cause, from, orderId } = held;
  return { value, since, because: { cause, from, orderId } };
}
