import { createHash } from 'node:crypto';
import { z } from 'zod';
import { absent, type Table } from '../platform/dynamo.ts';
import { seenIn, type SeenIn } from '../platform/httpEnv.ts';
import { keys } from '../platform/keys.ts';

/** A member of staff was shown these customers' data. Ids only, so that the log itself is no list of persons. */
export const accessEntrySchema = z.object({
  /** When first in its hour; wall time, epoch milliseconds. */
  atMs: z.number().int(),
  userId: z.string(),
  seenIn: z.enum(seenIn),
  customerIds: z.array(z.string()),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

export interface AccessLog {
  /** One put, and none where the same was noted by this process within the hour. */
  note(shop: string, entry: AccessEntry): Promise<void>;
  /** Newest first; narrowed to a customer or a member of staff where asked. */
  list(shop: string, question: AccessQuestion): Promise<AccessPage>;
}

export interface AccessQuestion {
  customerId: string | null;
  userId: string | null;
  cursor: string | null;
  limit: number;
}

export interface AccessPage {
  entries: AccessEntry[];
  /** Where to go on; a page may hold few entries and still have more after it. */
  cursor: string | null;
}

const hourMs = 3_600_000;
/** Entries read for one page at most: a question about a customer few have seen must end too. */
const mostRead = 5_000;
/** Longer sets of noted views are let go of: they only save puts. */
const mostNoted = 10_000;

export function openAccessLog(table: Table): AccessLog {
  const noted = new Map<string, number>();

  return {
    async note(shop, entry) {
      if (entry.customerIds.length === 0) return;
      const hour = Math.floor(entry.atMs / hourMs);
      const id = viewId(entry);
      const mark = `${shop} ${id}`;
      if (noted.get(mark) === hour) return;
      const key = keys.access(shop, new Date(hour * hourMs).toISOString(), id);
      // Who was first in the hour stays: the same view by another process is the same entry.
      await table.put({ ...entry, ...key }, absent);
      if (noted.size >= mostNoted) noted.clear();
      noted.set(mark, hour);
    },
    async list(shop, { customerId, userId, cursor, limit }) {
      const { pk, sk } = keys.access(shop, '', '');
      const prefix = sk.slice(0, -1);
      const pages = table.query({
        pk,
        prefix,
        newestFirst: true,
        ...(cursor?.startsWith(prefix) === true ? { after: { pk, sk: cursor } } : {}),
      });
      const entries: AccessEntry[] = [];
      let read = 0;
      for await (const page of pages) {
        for (const item of page) {
          read += 1;
          const entry = accessEntrySchema.parse(item);
          if (
            (customerId === null || entry.customerIds.includes(customerId)) &&
            (userId === null || entry.userId === userId)
          ) {
            entries.push(entry);
          }
          if (entries.length === limit || read === mostRead) {
            return { entries: newestFirst(entries), cursor: String(item['sk']) };
          }
        }
      }
      return { entries: newestFirst(entries), cursor: null };
    },
  };
}

/** Within an hour the keys are in no order of time. */
function newestFirst(entries: AccessEntry[]): AccessEntry[] {
  return entries.sort((one, other) => other.atMs - one.atMs);
}

/** The same for the same person shown the same customers in the same place. */
function viewId({ userId, seenIn: place, customerIds }: AccessEntry): string {
  const view: [string, SeenIn, ...string[]] = [userId, place, ...[...customerIds].sort()];
  return createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22);
}
