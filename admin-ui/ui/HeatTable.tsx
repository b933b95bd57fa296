import type { ReactNode } from 'react';
import { heatInk } from './heatInk.ts';
import { Link } from './Link.tsx';

export interface HeatTableCell {
  figure: string;
  /** 0–1, how dark. */
  weight: number;
  /** What it says, in full, for who only hears it. */
  place: string;
  /** The people behind the figure. */
  to?: string;
}

export interface HeatTableProps {
  caption: string;
  /** Names of what stands before the shaded cells. */
  head: readonly string[];
  columns: readonly string[];
  rows: readonly { key: string; head: readonly ReactNode[]; cells: readonly HeatTableCell[] }[];
}

/** A table of figures, darker where there is more; it scrolls inside its own frame. */
export function HeatTable({ caption, head, columns, rows }: HeatTableProps) {
  return (
    <div className="c-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table className="c-plain c-heat">
        <caption className="c-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {columns.map((name) => (
              <th key={name} scope="col" className="c-heat-column">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head: [name, ...beside], cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {beside.map((one, place) => (
                <td key={place}>{one}</td>
              ))}
              {cells.map((cell, place) => (
                <td key={place} className="c-heat-cell" style={heatInk(cell.weight)}>
                  <Figure {...cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ figure, place, to }: HeatTableCell) {
  const words = (
    <>
      <span aria-hidden>{figure}</span>
      <span className="c-visually-hidden">{place}</span>
    </>
  );
  return to === undefined ? (
    words
  ) : (
    <Link to={to} look="quiet">
      {words}
    </Link>
  );
}
