import type { GroupColumns, ListedColumn, NamedColumn } from './groupColumns.ts';

/** What groups one customer belongs to, as columns of length one. */
export function groupsAt({ names, lists, ...own }: GroupColumns, index: number): GroupColumns {
  const named = (column: NamedColumn): NamedColumn => ({
    codes: column.codes.slice(index, index + 1),
    names: column.names,
  });
  const listed = (column: ListedColumn): ListedColumn => {
    const codes = column.codes.slice(column.offsets[index], column.offsets[index + 1]);
    return { codes, offsets: Int32Array.of(0, codes.length), names: column.names };
  };
  return {
    names: {
      favouriteType: named(names.favouriteType),
      favouriteVendor: named(names.favouriteVendor),
      favouriteTag: named(names.favouriteTag),
      usualSize: named(names.usualSize),
      channel: named(names.channel),
      country: named(names.country),
      region: named(names.region),
    },
    lists: {
      boughtTypes: listed(lists.boughtTypes),
      boughtVendors: listed(lists.boughtVendors),
      boughtProducts: listed(lists.boughtProducts),
      usualSizes: listed(lists.usualSizes),
    },
    shopGroup: own.shopGroup.slice(index, index + 1),
    ageBand: own.ageBand.slice(index, index + 1),
    fields: own.fields.map((column) => ({
      field: column.field,
      known: column.known.slice(index, index + 1),
      ...listed(column),
    })),
    weekday: own.weekday.slice(index, index + 1),
    hour: own.hour.slice(index, index + 1),
    vendorShare: own.vendorShare.slice(index, index + 1),
    earlyProducts: own.earlyProducts.slice(index, index + 1),
  };
}
