/** Columns of one word a customer, out of words that are the shop's own. */
export const nameColumns = [
  'favouriteType',
  'favouriteVendor',
  'favouriteTag',
  'usualSize',
  'channel',
  'country',
  'region',
] as const;
export type NameColumn = (typeof nameColumns)[number];

/** Columns of many words a customer. */
export const listColumns = [
  'boughtTypes',
  'boughtVendors',
  'boughtProducts',
  'usualSizes',
] as const;
export type ListColumn = (typeof listColumns)[number];

/** One word a customer, an index of `names`; −1: not known, or none. */
export interface NamedColumn {
  codes: Int32Array;
  names: readonly string[];
}

/** Words of customer i: `codes[offsets[i]…offsets[i + 1]]`, each an index of `names`. */
export interface ListedColumn extends NamedColumn {
  offsets: Int32Array;
}

/** The words of one of the merchant's own fields, by "namespace.key". */
export interface FieldColumn extends ListedColumn {
  field: string;
  /** 1: what the field holds of customer i, and be it nothing, is known. */
  known: Uint8Array;
}

/** What groups a customer belongs to by taste, place and habit; one index a customer. */
export interface GroupColumns {
  names: Record<NameColumn, NamedColumn>;
  lists: Record<ListColumn, ListedColumn>;
  /** Places in `shopGroups` and `ageBands`; −1: not known. */
  shopGroup: Int8Array;
  ageBand: Int8Array;
  /** In order of their names; a field the shop was not asked for has no column. */
  fields: readonly FieldColumn[];
  /** A place in `weekdays`, and an hour 0–23, of the shop's clock; −1: none that is usual. */
  weekday: Int8Array;
  hour: Int32Array;
  /** Of what was spent on products of a known vendor, the part of the largest, 0–1; NaN: not known. */
  vendorShare: Float64Array;
  /** Products bought early; −1: cannot tell. */
  earlyProducts: Int32Array;
}

/** Early in so many products makes an early adopter. */
export const fewestEarly = 2;

/** Room for `count` customers, nothing known. */
export function emptyGroups(count: number): GroupColumns {
  const named = (): NamedColumn => ({ codes: new Int32Array(count).fill(-1), names: [] });
  const listed = (): ListedColumn => ({
    offsets: new Int32Array(count + 1),
    codes: new Int32Array(0),
    names: [],
  });
  return {
    names: {
      favouriteType: named(),
      favouriteVendor: named(),
      favouriteTag: named(),
      usualSize: named(),
      channel: named(),
      country: named(),
      region: named(),
    },
    lists: {
      boughtTypes: listed(),
      boughtVendors: listed(),
      boughtProducts: listed(),
      usualSizes: listed(),
    },
    shopGroup: new Int8Array(count).fill(-1),
    ageBand: new Int8Array(count).fill(-1),
    fields: [],
    weekday: new Int8Array(count).fill(-1),
    hour: new Int32Array(count).fill(-1),
    vendorShare: new Float64Array(count).fill(NaN),
    earlyProducts: new Int32Array(count).fill(-1),
  };
}
