import type { CustomerItem } from './customer.schema.ts';
import { isGone, laterConsent, mergeTags, type Consent, type Tags } from './profile.ts';

/** Two files of one person that the shop made one; the deleted one's id is never used again. */
export interface Merge {
  keptId: string;
  deletedId: string;
  /** When the shop did it, epoch seconds. */
  at: number;
}

type ItemChange = Partial<
  Omit<CustomerItem, 'rev' | 'ledger' | 'chunks' | 'pk' | 'sk' | 'customerId'>
>;

/**
 * What the kept customer's item takes over: tags and consent by the latest word on either, the
 * shop's own counts added up where they were told before the merge, and addresses to be found by.
 * Who they are stays theirs: the shop tells of that itself. Nothing for who is gone.
 */
export function takenOver(
  kept: CustomerItem,
  deleted: CustomerItem,
  at: number,
  mails: readonly string[],
): ItemChange {
  if (isGone(kept)) return {};
  const formerMails = [...new Set([...(kept.formerMails ?? []), ...mails])].sort();
  return {
    tags: bothTags(kept.tags, deleted.tags),
    consent: bothConsents(kept.consent, deleted.consent),
    shopSays: bothSayings(kept.shopSays, deleted.shopSays, at),
    ...(formerMails.length === 0 ? {} : { formerMails }),
  };
}

/** What is left of the deleted customer: where they went, and orders until they have moved. */
export function leftBehind(keptId: string): ItemChange {
  return {
    mergedInto: keptId,
    personal: null,
    family: undefined,
    formerMails: undefined,
    tags: {},
    consent: {},
    shopSays: null,
    shopGroup: undefined,
    classes: {},
  };
}

function bothTags(kept: Tags, deleted: Tags): Tags {
  let tags = kept;
  for (const [tag, { on, at }] of Object.entries(deleted)) tags = mergeTags(tags, [tag], on, at);
  return tags;
}

function bothConsents(
  kept: CustomerItem['consent'],
  deleted: CustomerItem['consent'],
): CustomerItem['consent'] {
  const later = (known: Consent | undefined, told: Consent | undefined) =>
    told === undefined ? known : laterConsent(known, told);
  const email = later(kept.email, deleted.email);
  const sms = later(kept.sms, deleted.sms);
  return { ...(email && { email }), ...(sms && { sms }) };
}

function bothSayings(
  kept: CustomerItem['shopSays'],
  deleted: CustomerItem['shopSays'],
  at: number,
): CustomerItem['shopSays'] {
  if (kept === null || deleted === null || kept.at >= at) return kept;
  return {
    orders: kept.orders + deleted.orders,
    spentMinor: kept.spentMinor + deleted.spentMinor,
    at: Math.max(kept.at, deleted.at),
  };
}
