import { z } from 'zod';
import type { Item } from '../platform/dynamo.ts';
import type { Key } from '../platform/keys.ts';
import { consentSchema, shopGroups, type CustomerItem, type Totals } from './customer.schema.ts';
import { keptClasses, readClasses } from './keptClasses.ts';

/**
 * A customer as the table keeps it. A write is paid for by the kilobyte, names included, and every
 * order writes this item several times: what always has the same parts is a list without names, and what
 * says nothing is left out. Most customers fit one kilobyte so.
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const whole = z.number().int();
const instant = whole.nullable().default(null);

const totals = z
  .tuple([whole, whole, whole, whole, whole, whole.nullable(), whole.nullable()])
  .transform(([rows, orders, orderDays, netMinor, discountMinor, firstAt, lastAt]): Totals => ({
    rows,
    orders,
    orderDays,
    netMinor,
    discountMinor,
    firstAt,
    lastAt,
  }));

const classes = z.unknown().transform((kept, context): CustomerItem['classes'] => {
  const read = readClasses(kept);
  if (read !== null) return read;
  context.addIssue('classes of a later version');
  return z.NEVER;
});

/** A list and not a map: a merchant may call a tag "constructor", which no map of the SDK survives. */
const tags = z
  .array(z.tuple([z.string(), z.boolean(), whole]))
  .transform((all) => Object.fromEntries(all.map(([tag, on, at]) => [tag, { on, at }])));

const shopSays = z
  .tuple([whole, whole, whole])
  .transform(([orders, spentMinor, at]) => ({ orders, spentMinor, at }));

const shopGroup = whole.transform((place, context) => {
  const group = shopGroups[place];
  if (group !== undefined) return group;
  context.addIssue('a group of a later version');
  return z.NEVER;
});

/** Reads a kept item; attributes other nouns put there are not in it. */
export const keptCustomerSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  customerId: z.string(),
  rev: whole,
  ledger: bytes,
  chunks: whole,
  totals,
  classes: classes.default({}),
  tags: tags.default({}),
  consent: z.object({ email: consentSchema.optional(), sms: consentSchema.optional() }).default({}),
  shopSays: shopSays.nullable().default(null),
  shopGroup: shopGroup.optional(),
  createdAt: instant,
  updatedAt: instant,
  personal: bytes.nullable().default(null),
  family: bytes.optional(),
  mergedInto: z.string().nullable().default(null),
  formerMails: z.array(z.string()).optional(),
  redactedAt: instant,
  deletedAt: instant,
}) satisfies z.ZodType<CustomerItem>;

const own: ReadonlySet<string> = new Set(Object.keys(keptCustomerSchema.shape));

/** The item to keep, over what was kept: attributes of other nouns stay, of ours only `item`'s. */
export function keptCustomer(item: CustomerItem, before: Item): Item & Key {
  const others = Object.entries(before).filter(([name]) => !own.has(name));
  const { rows, orders, orderDays, netMinor, discountMinor, firstAt, lastAt } = item.totals;
  const says = item.shopSays;
  const kept = {
    ...item,
    totals: [rows, orders, orderDays, netMinor, discountMinor, firstAt, lastAt],
    classes: keptClasses(item.classes),
    tags: Object.entries(item.tags).map(([tag, { on, at }]) => [tag, on, at]),
    shopSays: says === null ? null : [says.orders, says.spentMinor, says.at],
    shopGroup: item.shopGroup === undefined ? null : shopGroups.indexOf(item.shopGroup),
  };
  const telling = Object.entries(kept).filter(([, value]) => saysSomething(value));
  return { ...Object.fromEntries([...others, ...telling]), pk: item.pk, sk: item.sk };
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  const isPlain = typeof value === 'object' && !(value instanceof Uint8Array);
  return !isPlain || Object.keys(value).length > 0;
}
