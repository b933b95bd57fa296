import type { CustomerItem } from '../customers/customer.schema.ts';
import type { FoldableRow } from '../customers/fold.ts';
import type { LedgerRow } from '../customers/ledgerRow.ts';
import { historyIncomplete } from '../customers/profile.ts';
import type { ClassSettings } from './run.schema.ts';
import { plainWindows, type WindowSettings } from './windows.ts';

/** The settings that decide whose orders count, beside whom a customer is ranked, and how far back. */
export type CountingSettings = Pick<ClassSettings, 'wholesale' | 'staff'> & WindowSettings;

/** A row as counting sees it; one without its codes redeemed none. */
export type CountableRow = FoldableRow & Partial<Pick<LedgerRow, 'codes'>>;

/** What is known of a customer beside the ledger that decides how it is counted. */
export interface Standing {
  /** The shop says there are more orders than we may see. */
  historyIncomplete: boolean;
  /** A tag makes them a wholesale customer; a company order does so by itself. */
  wholesaleByTag: boolean;
  /** A purchase of staff that the shop leaves out; null: none is. */
  isLeftOut: ((row: Pick<CountableRow, 'codes'>) => boolean) | null;
  /** How far back the figures of the last so many days look. */
  windows: WindowSettings;
}

/** Without settings nobody is wholesale by a tag, and every purchase counts. */
export const plainCounting: CountingSettings = {
  wholesale: { tags: [] },
  staff: { purchases: 'count', tags: [], codes: [] },
  ...plainWindows,
};

export const plainStanding: Standing = {
  historyIncomplete: false,
  wholesaleByTag: false,
  isLeftOut: null,
  windows: plainWindows,
};

export function standingOf(
  { tags, shopSays }: Pick<CustomerItem, 'tags' | 'shopSays'>,
  rows: readonly Pick<LedgerRow, 'kind'>[],
  settings: CountingSettings,
): Standing {
  const orders = rows.reduce((count, row) => count + (row.kind === 'order' ? 1 : 0), 0);
  const worn = Object.keys(tags).filter((tag) => tags[tag]?.on === true);
  return {
    historyIncomplete: historyIncomplete(shopSays, orders),
    wholesaleByTag: wearsOne(worn, settings.wholesale.tags),
    isLeftOut: staffRule(wearsOne(worn, settings.staff.tags), settings.staff),
    windows: settings,
  };
}

/**
 * Which purchases are staff's, where the shop leaves them out: all of a customer with one of the
 * chosen tags, and every order with one of the chosen discount codes, whoever placed it.
 */
export function staffRule(
  isStaff: boolean,
  { purchases, codes }: CountingSettings['staff'],
): Standing['isLeftOut'] {
  if (purchases === 'count' || (!isStaff && codes.length === 0)) return null;
  if (isStaff) return () => true;
  const chosen = new Set(codes.map((code) => code.trim().toUpperCase()));
  return (row) => row.codes?.some((code) => chosen.has(code)) === true;
}

function wearsOne(worn: readonly string[], chosen: readonly string[]): boolean {
  return chosen.length > 0 && worn.some(isAmong(chosen));
}

/** Tags are compared as shops write them: without regard to case. */
export function isAmong(chosen: readonly string[]): (tag: string) => boolean {
  const wanted = new Set(chosen.map((tag) => tag.trim().toLowerCase()));
  return (tag) => wanted.has(tag.trim().toLowerCase());
}
