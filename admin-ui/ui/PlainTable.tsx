import type { ReactNode } from 'react';

export interface PlainTableProps {
  caption: string;
  columns: readonly ReactNode[];
  /** The first cell of a row names it. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

/** Figures as they are, all of them; what does not fit is scrolled to inside its own frame. */
export function PlainTable({ caption, columns, rows }: PlainTableProps) {
  return (
    // Keyboards scroll what they can reach.
    <div className="c-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="c-plain">
        <caption className="c-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={place} scope="col">
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
                <td key={place}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
