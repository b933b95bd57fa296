import { heatInk } from './heatInk.ts';

/** A table of buttons, darker where there are more. Ink is chosen for contrast with its ground. */
export interface MatrixCell {
  key: string;
  /** 0–1, how dark. */
  weight: number;
  figure: string;
  /** Small words under the figure; only read out where there is no room. */
  name: string;
  /** Where the cell stands, read out after it. */
  place: string;
}

export interface MatrixProps {
  caption: string;
  /** What the rows and the columns are. */
  corner: readonly [string, string];
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly MatrixCell[] }[];
  chosen: string | null;
  onChoose: (key: string) => void;
}

export function MatrixHeat({ caption, corner, columns, rows, chosen, onChoose }: MatrixProps) {
  return (
    <table className="c-matrix">
      <caption className="c-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <td>
            {corner[0]} ↓
            <br />
            {corner[1]} →
          </td>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {row.cells.map((cell) => (
              <td key={cell.key}>
                <Heat cell={cell} chosen={cell.key === chosen} onChoose={onChoose} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Heat({
  cell,
  chosen,
  onChoose,
}: {
  cell: MatrixCell;
  chosen: boolean;
  onChoose: (key: string) => void;
}) {
  return (
    <button
      type="button"
      className="c-cell"
      aria-pressed={chosen}
      style={heatInk(cell.weight)}
      onClick={() => {
        onChoose(cell.key);
      }}
    >
      <strong>{cell.figure}</strong> <span>{cell.name}</span>{' '}
      <span className="c-visually-hidden">{cell.place}</span>
    </button>
  );
}
