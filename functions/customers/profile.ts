import type { CustomerItem } from './customer.schema.ts';
import { mergePerson, type Person } from './person.ts';

/** What a source says of a customer beside their orders; instants are epoch seconds. */
export interface ProfileFact {
  customerId: string;
  createdAt: number | null;
  /** Null where the source does not date it: it fills gaps and overrules nothing. */
  updatedAt: number | null;
  person: Person;
  /** The shop's own count and total, where the source has them; `at` is when it said so. */
  shopSays: { orders: number; spentMinor: number; at: number } | null;
  /** All tags as of `updatedAt`; null where the source has none to tell. */
  tags: readonly string[] | null;
}

/** The word of a person who was deleted or redacted is not taken any more. */
export function isGone(item: Pick<CustomerItem, 'deletedAt' | 'redactedAt'>): boolean {
  return item.deletedAt !== null || item.redactedAt !== null;
}

/** What of the item changes with a profile, the sealed part aside; nothing for who is gone. */
export function mergeProfile(
  item: CustomerItem,
  known: Person,
  told: ProfileFact,
): { changes: Partial<CustomerItem>; person: Person } {
  if (isGone(item)) return { changes: {}, person: known };
  const newer = told.updatedAt !== null && told.updatedAt >= (item.updatedAt ?? -Infinity);
  const changes: Partial<CustomerItem> = {};
  if (newer && told.updatedAt !== item.updatedAt) changes.updatedAt = told.updatedAt;
  if (item.createdAt === null && told.createdAt !== null) changes.createdAt = told.createdAt;
  const shopSays = laterSaying(item.shopSays, told.shopSays);
  if (shopSays !== item.shopSays) changes.shopSays = shopSays;
  if (told.tags !== null && told.updatedAt !== null) {
    const tags = tagsAsOf(item.tags, told.tags, told.updatedAt * 1000);
    if (tags !== item.tags) changes.tags = tags;
  }
  return { changes, person: mergePerson(known, told.person, newer ? 'newer' : 'older') };
}

export type Tags = CustomerItem['tags'];

/** The latest word wins for each tag by itself; on the same instant, on wins. Same object: no change. */
export function mergeTags(tags: Tags, values: readonly string[], on: boolean, atMs: number): Tags {
  let merged = tags;
  for (const value of values) {
    // A tag may be called "constructor".
    const known = Object.hasOwn(merged, value) ? merged[value] : undefined;
    const wins = known === undefined || atMs > known.at || (atMs === known.at && on && !known.on);
    if (wins) merged = { ...merged, [value]: { on, at: atMs } };
  }
  return merged;
}

function tagsAsOf(tags: Tags, all: readonly string[], atMs: number): Tags {
  const gone = Object.keys(tags).filter((tag) => tags[tag]?.on === true && !all.includes(tag));
  return mergeTags(mergeTags(tags, gone, false, atMs), all, true, atMs);
}

export type Consent = NonNullable<CustomerItem['consent']['email']>;

/** The latest word wins; on the same instant the more careful one does. */
export function laterConsent(known: Consent | undefined, told: Consent): Consent {
  if (known === undefined || told.at > known.at) return told;
  if (told.at < known.at) return known;
  return known.state === 'subscribed' ? told : known;
}

/**
 * The shop counts more orders than we may see, so that a ranking would be wrong. `rows` are the
 * orders we hold in any state; what the shop deleted is on neither side.
 */
export function historyIncomplete(shopSays: CustomerItem['shopSays'], rows: number): boolean {
  return shopSays !== null && shopSays.orders > rows;
}

/** The same object where nothing new is said. */
export function laterSaying(
  known: CustomerItem['shopSays'],
  told: CustomerItem['shopSays'],
): CustomerItem['shopSays'] {
  if (told === null || (known !== null && told.at < known.at)) return known;
  return known?.orders === told.orders && known.spentMinor === told.spentMinor ? known : told;
}
