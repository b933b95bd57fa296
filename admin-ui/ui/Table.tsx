import { memo, type ReactNode } from 'react';
import { Link } from './Link.tsx';

/**
 * One column. `phone` says where its cell goes at 640 px and below, where a row is two lines:
 * title and value share the first, badge and meta the second, an action stands alone.
 */
export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  phone: 'title' | 'value' | 'badge' | 'meta' | 'action' | 'hidden';
  /** Sorting by this column, if it can be; `direction` null: not sorted by it. */
  sort?: { direction: 'ascending' | 'descending' | null; label: string; onSort: () => void };
}

export interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Path the first cell links to. */
  rowLink?: (row: Row) => string;
}

/** A lean table: rows are drawn again only when their data changed. */
export function Table<Row>({ caption, columns, rows, rowKey, rowLink }: TableProps<Row>) {
  return (
    <table className="c-table" role="table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Header key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <TableRow key={rowKey(row)} row={row} columns={columns} to={rowLink?.(row)} />
        ))}
      </tbody>
    </table>
  );
}

function Header<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column;
  return (
    <th
      role="columnheader"
      scope="col"
      className={column.align === 'end' ? 'c-end' : undefined}
      aria-sort={sort === undefined ? undefined : (sort.direction ?? 'none')}
    >
      {sort === undefined ? (
        column.header
      ) : (
        <button type="button" className="c-sort" onClick={sort.onSort} title={sort.label}>
          {column.header}
          <span aria-hidden>{arrows[sort.direction ?? 'none']}</span>
        </button>
      )}
    </th>
  );
}

const arrows = { ascending: '▲', descending: '▼', none: '↕' } as const;

interface RowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  to: string | undefined;
}

function PlainRow<Row>({ row, columns, to }: RowProps<Row>) {
  return (
    <tr role="row" data-linked={to === undefined ? undefined : ''}>
      {columns.map((column, place) => {
        const content = column.cell(row);
        return (
          <td
            key={column.key}
            role="cell"
            data-phone={column.phone}
            className={column.align === 'end' ? 'c-end' : undefined}
          >
            {place === 0 && to !== undefined ? (
              <Link to={to} look="row">
                {content}
              </Link>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
}

const memoised: unknown = memo(PlainRow);
// `memo` forgets that the row is generic; the guard only tells the compiler it did not change.
const isRow = (component: unknown): component is typeof PlainRow => component !== null;
const TableRow = isRow(memoised) ? memoised : PlainRow;
