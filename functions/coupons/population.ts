import type { Columns } from '../segments/columns.ts';
import { answerAt, select } from '../segments/query/evaluate.ts';
import type { Query } from '../segments/query/query.ts';
import { contextOfSnapshot } from '../segments/queryContext.ts';
import type { Snapshot } from '../segments/snapshot.ts';
import type { WhoAt } from './waterfall.ts';

/** The shop's customers as of its last run, to be looked through at once. */
export interface Population {
  columns: Columns;
  /** A rule's own condition over these customers. */
  whoAt: (query: Query) => WhoAt;
}

/** `now`: epoch seconds; relative dates count from that day, whenever the run was. */
export function populationOf(snapshot: Snapshot, now: number): Population {
  const { columns } = snapshot;
  const at = contextOfSnapshot(snapshot, now);
  return {
    columns,
    whoAt: (query) => {
      const { states } = select(query, columns, at);
      return (index) => answerAt(states, index);
    },
  };
}
