export interface Pair {
  key: string;
  name: string;
  /** The two that are held against each other, in one unit. */
  values: readonly [number, number];
  figures: readonly [string, string];
}

export interface PairGroup {
  key: string;
  name: string;
  pairs: readonly Pair[];
  note: string;
}

/** Two bars one under the other, longest to the full width of its pair; words carry the numbers. */
export function PairedBars({
  names,
  groups,
}: {
  /** What the first and the second bar are. */
  names: readonly [string, string];
  groups: readonly PairGroup[];
}) {
  return (
    <div className="c-pairs">
      {groups.map(({ key, name, pairs, note }) => (
        <section key={key} aria-label={name}>
          <h3>{name}</h3>
          <dl>
            {pairs.map((pair) => (
              <div key={pair.key} className="c-pair">
                <dt>{pair.name}</dt>
                {pair.figures.map((figure, at) => (
                  <dd key={names[at]}>
                    <span
                      className="c-pair-bar"
                      data-second={at === 1}
                      style={{ inlineSize: `${String(shareOf(pair.values, at))}%` }}
                    />
                    <span>
                      {names[at]} <b>{figure}</b>
                    </span>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
          <p>{note}</p>
        </section>
      ))}
    </div>
  );
}

function shareOf(values: Pair['values'], at: number): number {
  const longest = Math.max(...values);
  return longest > 0 ? Math.round(((values[at] ?? 0) / longest) * 100) : 0;
}
