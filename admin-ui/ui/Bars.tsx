import type { ReactNode } from 'react';
import { Link } from './Link.tsx';

export interface Bar {
  key: string;
  name: string;
  /** 0–1, length of the bar behind the words. */
  share: number;
  figures: ReactNode;
  /** The people behind the number. */
  to: string;
}

/** Named numbers with their share drawn behind them; each leads to its people. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  return (
    <ul className="c-bars">
      {bars.map((bar) => (
        <li key={bar.key}>
          <Link
            to={bar.to}
            look="bar"
            style={{ '--c-share': `${String(Math.round(bar.share * 100))}%` }}
          >
            <span className="c-bar-name">{bar.name}</span>
            <span className="c-bar-figures">{bar.figures}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
