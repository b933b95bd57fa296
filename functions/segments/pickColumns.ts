import { emptyColumns, numericColumns, type Columns } from './columns.ts';
import {
  emptyGroups,
  listColumns,
  nameColumns,
  type GroupColumns,
  type ListedColumn,
} from './groups/groupColumns.ts';
import { reorder } from './reorder.ts';

/** Some of the customers as columns of their own, in the order given; the same one may be there twice. */
export function pickColumns(from: Columns, indexes: Int32Array): Columns {
  const to = emptyColumns(indexes.length, pickGroups(from.groups, indexes));
  for (const name of numericColumns) reorder(from[name], to[name], indexes);
  const tags = pickList(
    { offsets: from.tagOffsets, codes: from.tagCodes, names: from.tagNames },
    indexes,
  );
  return { ...to, tagOffsets: tags.offsets, tagCodes: tags.codes, tagNames: tags.names };
}

function pickGroups(from: GroupColumns, indexes: Int32Array): GroupColumns {
  const to = emptyGroups(indexes.length);
  for (const name of nameColumns) {
    reorder(from.names[name].codes, to.names[name].codes, indexes);
    to.names[name].names = from.names[name].names;
  }
  for (const name of listColumns) to.lists[name] = pickList(from.lists[name], indexes);
  reorder(from.shopGroup, to.shopGroup, indexes);
  reorder(from.ageBand, to.ageBand, indexes);
  to.fields = from.fields.map((column) => {
    const known = new Uint8Array(indexes.length);
    reorder(column.known, known, indexes);
    return { field: column.field, known, ...pickList(column, indexes) };
  });
  reorder(from.weekday, to.weekday, indexes);
  reorder(from.hour, to.hour, indexes);
  reorder(from.vendorShare, to.vendorShare, indexes);
  reorder(from.earlyProducts, to.earlyProducts, indexes);
  return to;
}

function pickList({ offsets, codes, names }: ListedColumn, indexes: Int32Array): ListedColumn {
  const picked: number[] = [];
  const ends = new Int32Array(indexes.length + 1);
  for (let i = 0; i < indexes.length; i += 1) {
    const index = indexes[i] ?? 0;
    for (let at = offsets[index] ?? 0; at < (offsets[index + 1] ?? 0); at += 1) {
      picked.push(codes[at] ?? 0);
    }
    ends[i + 1] = picked.length;
  }
  return { offsets: ends, codes: Int32Array.from(picked), names };
}
