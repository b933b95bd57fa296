import type { Cutoffs } from './classes.schema.ts';
import { unknownInt, type Columns } from './columns.ts';
import { boundsOf } from './ranking.ts';
import type { ClassSettings } from './run.schema.ts';

/** The day from which each customer counts as lost if nothing is bought, by the shop's own rhythm. */
export function writeLapse(
  columns: Columns,
  cutoffs: Cutoffs | null,
  settings: Pick<ClassSettings, 'lifecycle'>,
): void {
  const lostAfter = (wholesale: boolean) =>
    Math.floor(boundsOf({ wholesale }, cutoffs, settings).t95) + 1;
  const days = [lostAfter(false), lostAfter(true)] as const;
  for (let i = 0; i < columns.count; i += 1) {
    const lastDay = columns.rhythmLastDay[i] ?? unknownInt;
    const after = columns.wholesale[i] === 1 ? days[1] : days[0];
    columns.lostFromDay[i] = lastDay === unknownInt ? unknownInt : lastDay + after;
  }
}
