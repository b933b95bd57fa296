import type { ReactNode } from 'react';

export interface PlainTableProps {
  caption: string;
  columns: readonly ReactNode[];
  /** The first cell of a row names it. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** Figures as they are, all of them; what does not fit is scrolled to inside its own frame. */
export function PlainTable({ caption, columns, rows }: PlainTableProps) {
  const look = columns.map((_, place) =>
    rows.length > 0 && rows.every(({ cells }) => isWords(cells[place])) ? 'c-words' : undefined,
  );
  return (
    // Keyboards scroll what they can reach.
    <div className="c-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="c-plain">
        <caption className="c-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={place} scope="col" className={look[place]}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {figures.map((figure, place) => (
                <td key={place} className={look[place + 1]}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Words begin where their column begins; figures end where it ends. */
function isWords(cell: ReactNode): boolean {
  return typeof cell === 'string' && /\p{L}/u.test(cell) && !/\p{Nd}/u.test(cell);
}
