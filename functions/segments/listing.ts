import type { ListedCustomer } from '../customers/listedStore.ts';
import { isGone } from '../customers/profile.ts';
import type { CustomerEntry, CustomerListing } from './columnsBuilder.ts';
import { readFigures, type FigureTime } from './figures.ts';
import { standingOf, type CountingSettings, type Standing } from './standing.ts';

/** What the columns keep of one customer. */
export function entryOf(
  customer: ListedCustomer,
  time: FigureTime,
  settings: CountingSettings,
): CustomerEntry & { standing: Standing } {
  const standing = standingOf(customer.item, customer.rows, settings);
  const read = readFigures(customer.rows, time, standing);
  return { ...listingOf(customer), standing, read };
}

export function listingOf({ item }: Pick<ListedCustomer, 'item'>): CustomerListing {
  return {
    id: item.customerId,
    held: item.classes,
    shopSays: item.shopSays,
    shopGroup: item.shopGroup,
    consent: item.consent,
    createdAt: item.createdAt,
    tags: Object.keys(item.tags)
      .filter((tag) => item.tags[tag]?.on === true)
      .sort(),
  };
}

/** Listed is who may be dealt with: not the merged, deleted or redacted; their sales stay sales. */
export function isListed(customer: Pick<ListedCustomer, 'item'>): boolean {
  return customer.item.mergedInto === null && !isGone(customer.item);
}
