import type { ReactNode } from 'react';

/** Names and values, one pair a line. */
export function Facts({
  facts,
}: {
  facts: readonly { key: string; name: ReactNode; value: ReactNode }[];
}) {
  return (
    <dl className="c-facts">
      {facts.map((fact) => (
        <div key={fact.key} style={{ display: 'contents' }}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A list without bullets. */
export function List({ children }: { children: ReactNode }) {
  return <ul className="c-list">{children}</ul>;
}
