export interface ShareBar {
  key: string;
  name: string;
  /** 0–1, length of the bar behind the words. */
  share: number;
  figure: string;
}

/** Named parts of a whole that are not people, so that none leads anywhere. */
export function ShareBars({ bars }: { bars: readonly ShareBar[] }) {
  return (
    <ul className="c-bars">
      {bars.map(({ key, name, share, figure }) => (
        <li
          key={key}
          className="c-bar"
          style={{ '--c-share': `${String(Math.round(share * 100))}%` }}
        >
          <span className="c-bar-name">{name}</span>
          <span className="c-bar-figures">
            <b>{figure}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}
