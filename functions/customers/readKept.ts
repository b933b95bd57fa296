import type { Item } from '../platform/dynamo.ts';
import { consentSchema, shopGroups, type CustomerItem, type Totals } from './customer.schema.ts';
import { readClasses } from './keptClasses.ts';
import { keptCustomerSchema } from './keptCustomer.ts';

/**
 * A customer as the table keeps it, read by hand: a run reads every customer, and the schema takes
 * ten times as long. Whatever is not exactly as we write it is the schema's to judge.
 * @throws ZodError as the schema does
 */
export function readKept(kept: Item): CustomerItem {
  return plainly(kept) ?? keptCustomerSchema.parse(kept);
}

/** Null where anything is unusual. */
function plainly(kept: Item): CustomerItem | null {
  const { pk, sk, customerId, rev, ledger, chunks } = kept;
  if (typeof pk !== 'string' || typeof sk !== 'string' || typeof customerId !== 'string') {
    return null;
  }
  if (!isWhole(rev) || !isWhole(chunks) || !(ledger instanceof Uint8Array)) return null;
  const totals = totalsOf(kept['totals']);
  const classes = readClasses(kept['classes']);
  const tags = tagsOf(kept['tags']);
  const shopSays = shopSaysOf(kept['shopSays']);
  const shopGroup = shopGroupOf(kept['shopGroup']);
  const consent = consentOf(kept['consent']);
  const moments = momentsOf(kept);
  const rest = restOf(kept);
  if (totals === null || classes === null || tags === null || shopSays === odd) return null;
  if (shopGroup === null) return null;
  if (consent === null || moments === null || rest === null) return null;
  const own = { pk, sk, customerId, rev, ledger, chunks };
  return { ...own, totals, classes, tags, consent, shopSays, ...shopGroup, ...moments, ...rest };
}

/** Stands for "not as we write it" where null is a value. */
const odd = Symbol('odd');

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function totalsOf(value: unknown): Totals | null {
  if (!isList(value) || value.length !== 7) return null;
  const [rows, orders, orderDays, netMinor, discountMinor, first, last] = value;
  const firstAt = instantOf(first);
  const lastAt = instantOf(last);
  if (!isWhole(rows) || !isWhole(orders) || !isWhole(orderDays)) return null;
  if (!isWhole(netMinor) || !isWhole(discountMinor) || firstAt === odd || lastAt === odd) {
    return null;
  }
  return { rows, orders, orderDays, netMinor, discountMinor, firstAt, lastAt };
}

function instantOf(value: unknown): number | null | typeof odd {
  return value === null || isWhole(value) ? value : odd;
}

function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function tagsOf(value: unknown): CustomerItem['tags'] | null {
  if (value === undefined) return {};
  if (!isList(value)) return null;
  const tags: [string, { on: boolean; at: number }][] = [];
  for (const one of value) {
    if (!isList(one) || one.length !== 3) return null;
    const [tag, on, at] = one;
    if (typeof tag !== 'string' || typeof on !== 'boolean' || !isWhole(at)) return null;
    tags.push([tag, { on, at }]);
  }
  return Object.fromEntries(tags);
}

function shopSaysOf(value: unknown): CustomerItem['shopSays'] | typeof odd {
  if (value === undefined || value === null) return null;
  if (!isList(value) || value.length !== 3) return odd;
  const [orders, spentMinor, at] = value;
  if (!isWhole(orders) || !isWhole(spentMinor) || !isWhole(at)) return odd;
  return { orders, spentMinor, at };
}

function shopGroupOf(value: unknown): Pick<CustomerItem, 'shopGroup'> | null {
  if (value === undefined) return {};
  const shopGroup = isWhole(value) ? shopGroups[value] : undefined;
  return shopGroup === undefined ? null : { shopGroup };
}

const states: ReadonlyMap<unknown, CustomerItem['consent']['email']> = new Map(
  consentSchema.shape.state.options.map((state) => [state, { state, at: 0 }]),
);

function consentOf(value: unknown): CustomerItem['consent'] | null {
  if (value === undefined) return {};
  if (!isMap(value)) return null;
  const { email, sms } = value;
  const told = { email: saidOf(email), sms: saidOf(sms) };
  if (told.email === null || told.sms === null) return null;
  return {
    ...(told.email === undefined ? {} : { email: told.email }),
    ...(told.sms === undefined ? {} : { sms: told.sms }),
  };
}

function saidOf(value: unknown): CustomerItem['consent']['email'] | null {
  if (value === undefined) return undefined;
  if (!isMap(value)) return null;
  const known = states.get(value['state']);
  const at = value['at'];
  return known === undefined || !isWhole(at) ? null : { state: known.state, at };
}

function momentsOf(kept: Item) {
  const createdAt = instantOf(kept['createdAt'] ?? null);
  const updatedAt = instantOf(kept['updatedAt'] ?? null);
  const redactedAt = instantOf(kept['redactedAt'] ?? null);
  const deletedAt = instantOf(kept['deletedAt'] ?? null);
  if (createdAt === odd || updatedAt === odd || redactedAt === odd || deletedAt === odd)
    return null;
  return { createdAt, updatedAt, redactedAt, deletedAt };
}

/** Who shares a household or was merged is rare: the schema reads them. */
function restOf(kept: Item): Pick<CustomerItem, 'personal' | 'mergedInto'> | null {
  const { personal = null, mergedInto = null, family, formerMails } = kept;
  if (family !== undefined || formerMails !== undefined || !isText(mergedInto)) return null;
  if (personal !== null && !(personal instanceof Uint8Array)) return null;
  return { personal, mergedInto };
}

function isMap(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}
