import { z } from 'zod';
import type { Table, Write } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { causes, schemes } from './customer.schema.ts';
import {
  couponEntrySchema,
  entryInstant,
  type ClassChange,
  type CouponEntry,
  type TimelineEntry,
} from './timeline.ts';

/** The write of a coupon's entry, for the transaction with the coupon. */
export function timelineWrite(shop: string, customerId: string, entry: CouponEntry): Write {
  const id = `coupon-${entry.code}-${entry.state}`;
  const key = keys.timeline(shop, customerId, entryInstant(entry.at), id);
  return { do: 'put', item: { ...entry, customerId, ...key } };
}

/** Lists without names, because a write is paid for by the kilobyte. */
const classItemSchema = z.object({
  kind: z.literal('classes'),
  at: z.number().int(),
  changes: z.array(
    z.tuple([
      z.enum(schemes),
      z.string().nullable(),
      z.string().nullable(),
      z.enum(causes),
      z.string().nullable(),
    ]),
  ),
});
type ClassItem = z.infer<typeof classItemSchema>;

/**
 * The write of the class changes of one instant, all in one item, for the transaction with the
 * customer at revision `rev`; none where nothing changed.
 */
export function classChangeWrites(
  shop: string,
  customerId: string,
  changes: readonly ClassChange[],
  rev: number,
): Write[] {
  const [first] = changes;
  if (first === undefined) return [];
  const { at } = first;
  const kept: ClassItem = {
    kind: 'classes',
    at,
    changes: changes.map(({ scheme, from, to, cause, orderId }) => [
      scheme,
      from,
      to,
      cause,
      orderId,
    ]),
  };
  const key = keys.timeline(shop, customerId, entryInstant(at), `class-${String(rev)}`);
  return [{ do: 'put', item: { ...kept, customerId, ...key } }];
}

/** The entries of one kept item. */
export function entriesOf(item: unknown): TimelineEntry[] {
  const classes = classItemSchema.safeParse(item);
  if (!classes.success) return [couponEntrySchema.parse(item)];
  const { at, changes } = classes.data;
  return changes.map(([scheme, from, to, cause, orderId]) => {
    return { kind: 'class', at, scheme, from, to, cause, orderId };
  });
}

export interface TimelinePage {
  entries: TimelineEntry[];
  /** Sort key to go on after; null at the end. */
  cursor: string | null;
}

/** A customer's entries, newest first, `limit` at a time and the rest of the last change. */
export async function listTimeline(
  table: Table,
  shop: string,
  customerId: string,
  { limit, cursor }: { limit: number; cursor: string | null },
): Promise<TimelinePage> {
  const { pk, sk } = keys.timeline(shop, customerId, '', '');
  const prefix = sk.slice(0, -1);
  const entries: TimelineEntry[] = [];
  let last: string | null = null;
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
      if (entries.length >= limit) return { entries, cursor: last };
      entries.push(...entriesOf(item));
      last = String(item['sk']);
    }
  }
  return { entries, cursor: null };
}
