import { levelKeys, segmentKeys, type RankingCutoffs, type Scores } from './classes.schema.ts';
import type { Classes } from './classify.ts';
import type { FoldedFigures } from './figures.ts';
import { levelOf, levelPoints } from './level.ts';
import { countedRecency, segmentOfCell } from './rfmSegment.ts';
import type { ClassSettings } from './run.schema.ts';
import type { Need, Step, Steps } from './step.ts';

const all = [1, 2, 3, 4, 5];

/** Levels: the fewest points that reach the level above, and the fewest that lose this one. */
export function levelSteps(scores: Scores, settings: ClassSettings['level']): Steps {
  const now = { points: levelPoints(scores, settings), at: rankOf(levelOf(scores, settings)) };
  const combinations = all.flatMap((recency) =>
    all.flatMap((frequency) => all.map((monetary) => ({ recency, frequency, monetary }))),
  );
  const reached = combinations.map((one) => ({
    one,
    level: levelOf(one, settings),
    points: levelPoints(one, settings),
  }));
  const step = (better: boolean): Step[] => {
    const inReach = reached.filter(({ one, level }) => {
      const at = rankOf(level);
      return better ? at < now.at && noneBelow(one, scores) : at > now.at && noneBelow(scores, one);
    });
    const least = inReach.reduce<(typeof inReach)[number] | null>((best, each) => {
      const by = best === null ? Infinity : Math.abs(best.points - now.points);
      return Math.abs(each.points - now.points) < by ? each : best;
    }, null);
    if (least === null) return [];
    const amount = Math.abs(least.points - now.points);
    return [{ to: least.level, needs: [{ what: 'points', amount }] }];
  };
  return { up: step(true), down: step(false) };
}

const rankOf = (level: (typeof levelKeys)[number]) => levelKeys.indexOf(level);

function noneBelow(one: Scores, other: Scores): boolean {
  return (
    one.recency >= other.recency &&
    one.frequency >= other.frequency &&
    one.monetary >= other.monetary
  );
}

/** Segments: the fewest points of how recent and how often to a better name, and to a worse one. */
export function segmentSteps({ scores, lifecycle, segment }: Classes): Steps {
  if (scores === null || segment === null) return { up: [], down: [] };
  const recency = countedRecency(scores.recency, lifecycle);
  const { frequency } = scores;
  const now = segmentKeys.indexOf(segment);
  const cells = all.flatMap((r) =>
    all.map((f) => ({ r, f, at: segmentKeys.indexOf(segmentOfCell(r, f)) })),
  );
  const step = (better: boolean): Step[] => {
    const inReach = cells
      .filter(({ r, f, at }) =>
        better
          ? r >= recency && f >= frequency && at < now
          : r <= recency && f <= frequency && at > now,
      )
      .map((cell) => ({ ...cell, far: Math.abs(cell.r - recency) + Math.abs(cell.f - frequency) }))
      .sort(
        (one, other) => one.far - other.far || Math.abs(one.at - now) - Math.abs(other.at - now),
      );
    const [nearest] = inReach;
    const to = segmentKeys[nearest?.at ?? -1];
    if (nearest === undefined || to === undefined) return [];
    const points = [
      { what: 'recency' as const, amount: Math.abs(nearest.r - recency) },
      { what: 'frequency' as const, amount: Math.abs(nearest.f - frequency) },
    ];
    return [{ to, needs: points.filter(({ amount }) => amount > 0) }];
  };
  return { up: step(true), down: step(false) };
}

/** One score and what its next point takes: an order for how recent, orders for how often, or money. */
export interface NextPoint {
  score: keyof Scores;
  need: Need;
}

/** What one more point of each score takes; a score at its best is left out. */
export function nextPoints(
  { orders, netMinor }: Pick<FoldedFigures, 'orders' | 'netMinor'>,
  scores: Scores,
  cutoffs: RankingCutoffs,
): NextPoint[] {
  const points: NextPoint[] = [];
  if (scores.recency < 5) {
    points.push({ score: 'recency', need: { what: 'orders', amount: 1 } });
  }
  const often = cutoffs.frequencyAbove[scores.frequency - 1];
  if (scores.frequency < 5 && often !== undefined) {
    const wanted = Math.max(often + 1, scores.frequency + 1);
    points.push({ score: 'frequency', need: { what: 'orders', amount: wanted - orders } });
  }
  const much = cutoffs.monetaryAbove[scores.monetary - 1];
  if (scores.monetary < 5 && much !== undefined) {
    const minor = Math.floor(much) + 1 - netMinor;
    points.push({ score: 'monetary', need: { what: 'money', minor } });
  }
  return points;
}
