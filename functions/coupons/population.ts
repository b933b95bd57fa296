import type { Columns } from '../segments/columns.ts';
import type { WhoAt } from './waterfall.ts';

/** The shop's customers as of its last run, to be looked through at once. */
export interface Population {
  columns: Columns;
  /**
   * A rule's own condition over these customers.
   * @throws Refusal `invalid` where it is not in the segment language, naming the place
   */
  whoAt: (query: string) => WhoAt;
}
