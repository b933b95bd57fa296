import { z } from 'zod';
import type { Table, Write } from '../platform/dynamo.ts';
import { bucketPk, keys, type Key } from '../platform/keys.ts';
import { schemes } from './customer.schema.ts';
import { triggeringCauses, type DueMark } from './dueMark.schema.ts';

/** All that one change of a customer (or of a guest's order) left for the rules: one item. */
export interface DueChange {
  key: Key;
  marks: DueMark[];
}

const whole = z.number().int();

/** Lists without names, because a write is paid for by the kilobyte. */
const dueChangeSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  customerId: z.string().nullable(),
  rev: whole,
  classes: z
    .array(
      z.tuple([
        whole,
        z.enum(schemes),
        z.string().nullable(),
        z.string().nullable(),
        z.enum(triggeringCauses),
        z.string().nullable(),
      ]),
    )
    .default([]),
  large: z.array(z.tuple([whole, z.string(), whole])).default([]),
  redeemed: z.array(z.tuple([whole, z.string(), z.array(z.string())])).default([]),
});
type Kept = z.infer<typeof dueChangeSchema>;

/**
 * The write of what one change left, for the transaction with it; none where it left nothing. Each
 * change has an item of its own, by the revision it made: none is written over before it is read.
 */
export function dueMarkWrites(shop: string, marks: readonly DueMark[]): Write[] {
  const [first] = marks;
  if (first === undefined) return [];
  const { customerId, rev, orderId } = first;
  const of = customerId ?? orderId ?? '';
  // Another shop may count customers and orders alike: an order of this id is not that customer.
  const whose = customerId === null ? `guest/${of}` : of;
  const key = keys.dueMark(shop, of, `${whose}#${String(rev)}`);
  return [{ do: 'put', item: keptOf({ ...key, customerId, rev }, marks) }];
}

function keptOf(of: Pick<Kept, 'pk' | 'sk' | 'customerId' | 'rev'>, marks: readonly DueMark[]) {
  const kept: Kept = { ...of, classes: [], large: [], redeemed: [] };
  for (const mark of marks) {
    switch (mark.kind) {
      case 'class': {
        const { at, scheme, from, to, cause, orderId } = mark;
        kept.classes.push([at, scheme, from, to, cause, orderId]);
        break;
      }
      case 'large-order':
        kept.large.push([mark.at, mark.orderId, mark.totalMinor]);
        break;
      case 'redeemed':
        kept.redeemed.push([mark.at, mark.orderId, mark.codes]);
    }
  }
  const { classes, large, redeemed, ...rest } = kept;
  return {
    ...rest,
    ...(classes.length > 0 ? { classes } : {}),
    ...(large.length > 0 ? { large } : {}),
    ...(redeemed.length > 0 ? { redeemed } : {}),
  };
}

/** Reads an item that `dueMarkWrites` wrote. */
export function dueChangeOf(item: unknown): DueChange & { customerId: string | null } {
  const { pk, sk, customerId, rev, ...kept } = dueChangeSchema.parse(item);
  const marks: DueMark[] = kept.redeemed.map(([at, orderId, codes]) => {
    return { kind: 'redeemed', rev, at, customerId, orderId, codes };
  });
  if (customerId === null) return { key: { pk, sk }, customerId, marks };
  for (const [at, scheme, from, to, cause, orderId] of kept.classes) {
    marks.push({ kind: 'class', rev, at, customerId, scheme, from, to, cause, orderId });
  }
  for (const [at, orderId, totalMinor] of kept.large) {
    marks.push({ kind: 'large-order', rev, at, customerId, orderId, totalMinor });
  }
  return { key: { pk, sk }, customerId, marks };
}

/** What changes of one of the shop's buckets left, page by page. */
export async function* listDueChanges(
  table: Table,
  shop: string,
  bucket: number,
): AsyncGenerator<DueChange[], void, undefined> {
  for await (const page of table.query({ pk: bucketPk(shop, 'D', bucket), prefix: 'D#' })) {
    if (page.length > 0) yield page.map(dueChangeOf);
  }
}

/** Takes a change's marks away once all of them are dealt with. */
export async function deleteDueChange(table: Table, { key }: DueChange): Promise<void> {
  await table.delete(key);
}

/**
 * Takes away what rules have yet to look at of a customer; what settles a coupon's money stays.
 * Answers how many marks that were.
 */
export async function dropDueMarks(
  table: Table,
  shop: string,
  customerId: string,
): Promise<number> {
  const { pk, sk: prefix } = keys.dueMark(shop, customerId, `${customerId}#`);
  let dropped = 0;
  for await (const page of table.query({ pk, prefix })) {
    for (const item of page) {
      const { key, marks } = dueChangeOf(item);
      const money = marks.filter(({ kind }) => kind === 'redeemed');
      if (money.length === marks.length) continue;
      dropped += marks.length - money.length;
      const { rev } = dueChangeSchema.parse(item);
      if (money.length === 0) await table.delete(key);
      else {
        await table.put(keptOf({ ...key, customerId, rev }, money), {
          expression: 'attribute_exists(pk)',
        });
      }
    }
  }
  return dropped;
}
