import type { LevelKey, Scores } from './classes.schema.ts';
import type { ClassSettings } from './run.schema.ts';

/** Points a level is made of: the three scores, weighted; 3 to 15 with weights of one. */
export function levelPoints(scores: Scores, { weights }: ClassSettings['level']): number {
  return (
    scores.recency * weights.recency +
    scores.frequency * weights.frequency +
    scores.monetary * weights.monetary
  );
}

/** The level a merchant acts on: A is best, D needs waking. */
export function levelOf(scores: Scores, settings: ClassSettings['level']): LevelKey {
  const points = levelPoints(scores, settings);
  if (points >= settings.cuts.a) return 'A';
  if (points >= settings.cuts.b) return 'B';
  return points >= settings.cuts.c ? 'C' : 'D';
}
