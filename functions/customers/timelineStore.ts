import type { Table, Write } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { entryId, entryInstant, timelineEntrySchema, type TimelineEntry } from './timeline.ts';

/** The write of an entry, for the transaction with the customer at revision `rev`. */
export function timelineWrite(
  shop: string,
  customerId: string,
  entry: TimelineEntry,
  rev: number,
): Write {
  const key = keys.timeline(shop, customerId, entryInstant(entry.at), entryId(entry, rev));
  return { do: 'put', item: { ...entry, customerId, ...key } };
}

export interface TimelinePage {
  entries: TimelineEntry[];
  /** Sort key to go on after; null at the end. */
  cursor: string | null;
}

/** A customer's entries, newest first, `limit` at a time. */
export async function listTimeline(
  table: Table,
  shop: string,
  customerId: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<TimelinePage> {
  const { pk, sk } = keys.timeline(shop, customerId, '', '');
  const prefix = sk.slice(0, -1);
  const entries: { sk: string; entry: TimelineEntry }[] = [];
  const pages = table.query({
    pk,
    prefix,
    newestFirst: true,
    pageSize: limit + 1,
    ...(cursor?.startsWith(prefix) === true ? { after: { pk, sk: cursor } } : {}),
  });
  for await (const page of pages) {
    for (const item of page) {
      if (item['customerId'] !== customerId) continue;
      entries.push({ sk: String(item['sk']), entry: timelineEntrySchema.parse(item) });
    }
    if (entries.length > limit) break;
  }
  const shown = entries.slice(0, limit);
  const more = entries.length > limit;
  return {
    entries: shown.map(({ entry }) => entry),
    cursor: more ? (shown.at(-1)?.sk ?? null) : null,
  };
}
