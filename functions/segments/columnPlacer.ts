import type { Cutoffs } from './classes.schema.ts';
import { unknownInt, unknownScore, type Columns } from './columns.ts';
import { codeOf } from './columnsBuilder.ts';
import { cellOf, lapsedCells, placingLines, type PlacingLines } from './placingLines.ts';
import type { ClassSettings } from './run.schema.ts';

const prospect = codeOf('lifecycle', 'prospect');
const firstTimer = codeOf('lifecycle', 'first_timer');
const regular = codeOf('lifecycle', 'regular');
const prospects = codeOf('segment', 'prospects');
const abcs = {
  A: codeOf('abc', 'A'),
  B: codeOf('abc', 'B'),
  C: codeOf('abc', 'C'),
  none: codeOf('abc', 'none'),
};
const quadrants = {
  gold: codeOf('quadrant', 'gold'),
  meteor: codeOf('quadrant', 'meteor'),
  smallStar: codeOf('quadrant', 'small_star'),
  lowTouch: codeOf('quadrant', 'low_touch'),
  tooEarly: codeOf('quadrant', 'none'),
};
const loyalties = {
  loyal: codeOf('loyalty', 'loyal'),
  switcher: codeOf('loyalty', 'switcher'),
  none: codeOf('loyalty', 'none'),
  tooEarly: codeOf('loyalty', 'too_early'),
};
const promotions = {
  full: codeOf('promotion', 'full'),
  mixed: codeOf('promotion', 'mixed'),
  driven: codeOf('promotion', 'driven'),
};

/** Customers as columns, and what they are placed by. */
interface Placing {
  columns: Columns;
  settings: ClassSettings;
  today: number;
  retail: PlacingLines;
  wholesale: PlacingLines;
}

/** All that `placeAt` takes, once for all customers of these columns. */
export function placingOf(
  columns: Columns,
  cutoffs: Cutoffs,
  settings: ClassSettings,
  today: number,
): Placing {
  const wholesale = cutoffs.wholesale ?? null;
  return {
    columns,
    settings,
    today,
    retail: placingLines(cutoffs, cutoffs.lifecycle, settings),
    wholesale: placingLines(wholesale, (wholesale ?? cutoffs).lifecycle, settings),
  };
}

/**
 * `classify` for a million customers: writes the scores and classes of the customer at i, by
 * numbers alone, because an object a customer costs the run several times as much; answers whether
 * any class was another. A property test holds the two equal.
 */
export function placeAt(placing: Placing, i: number): boolean {
  const { columns, today } = placing;
  const lines = columns.wholesale[i] === 1 ? placing.wholesale : placing.retail;
  const lapsed = lapsedDays(columns.rhythmLastDay[i] ?? unknownInt, today);
  if (columns.historyIncomplete[i] === 1) return placeHidden(columns, i, lines, lapsed);
  const orders = columns.orders[i] ?? 0;
  const isLapsed = lapsed > lines.t80;
  let moved = put(columns.lifecycle, i, lifecycleAt(lines, lapsed, columns.rhythmDays[i] ?? 0));
  if (orders > 0 && lines.hasScores) moved = placeScored(placing, lines, i, isLapsed) || moved;
  else moved = placeUnscored(columns, i, columns.rows[i] === 0 ? prospects : unknownInt) || moved;
  moved = put(columns.abc, i, abcAt(placing, lines, i, orders > 0)) || moved;
  moved = put(columns.quadrant, i, quadrantAt(columns, lines, i, lapsed)) || moved;
  moved = put(columns.loyalty, i, loyaltyAt(placing, i, isLapsed)) || moved;
  const promotion = orders > 0 ? promotionAt(placing, i, orders) : unknownInt;
  return put(columns.promotion, i, promotion) || moved;
}

function put(column: Int8Array, i: number, code: number): boolean {
  if (column[i] === code) return false;
  column[i] = code;
  return true;
}

/** Whose history we may not see is compared with nobody, and one visible order is not the first. */
function placeHidden(columns: Columns, i: number, lines: PlacingLines, lapsed: number): boolean {
  let moved = put(columns.lifecycle, i, lifecycleAt(lines, lapsed, 2));
  moved = placeUnscored(columns, i, unknownInt) || moved;
  moved = put(columns.abc, i, unknownInt) || moved;
  moved = put(columns.quadrant, i, unknownInt) || moved;
  moved = put(columns.loyalty, i, unknownInt) || moved;
  return put(columns.promotion, i, unknownInt) || moved;
}

function placeScored(
  { columns, today }: Placing,
  lines: PlacingLines,
  i: number,
  isLapsed: boolean,
): boolean {
  const { recencyOn, frequencyOf, monetaryAbove } = lines;
  const lapsed = lapsedDays(columns.lastDay[i] ?? unknownInt, today);
  const recency = recencyOn[Math.min(lapsed, recencyOn.length - 1)] ?? 1;
  const frequency = frequencyOf[Math.min(columns.orders[i] ?? 0, frequencyOf.length - 1)] ?? 1;
  const net = columns.netMinor[i] ?? 0;
  let monetary = 1;
  for (let point = 0; point < 4; point += 1) {
    if (net > (monetaryAbove[point] ?? Infinity)) monetary += 1;
  }
  columns.recency[i] = recency;
  columns.frequency[i] = frequency;
  columns.monetary[i] = monetary;
  const cell = cellOf(recency, frequency, monetary);
  const segment = lines.segments[isLapsed ? cell + lapsedCells : cell] ?? unknownInt;
  const moved = put(columns.segment, i, segment);
  return put(columns.level, i, lines.levels[cell] ?? unknownInt) || moved;
}

function placeUnscored(columns: Columns, i: number, segment: number): boolean {
  columns.recency[i] = unknownScore;
  columns.frequency[i] = unknownScore;
  columns.monetary[i] = unknownScore;
  const moved = put(columns.segment, i, segment);
  return put(columns.level, i, unknownInt) || moved;
}

/** −1: never bought. */
function lapsedDays(lastDay: number, today: number): number {
  return lastDay === unknownInt ? -1 : Math.max(0, today - lastDay);
}

function lifecycleAt({ lifecycleOn }: PlacingLines, lapsed: number, rhythmDays: number): number {
  if (lapsed < 0) return prospect;
  const code = lifecycleOn[Math.min(lapsed, lifecycleOn.length - 1)] ?? unknownInt;
  return code === regular && rhythmDays === 1 ? firstTimer : code;
}

function abcAt(
  { columns, settings }: Placing,
  { isKnown, fromA, fromB }: PlacingLines,
  i: number,
  isRanked: boolean,
): number {
  let minor = columns.abcMinor[i] ?? 0;
  if (settings.abc.basis === 'amountAndPotential') {
    const potential = columns.potentialMinor[i] ?? NaN;
    if (!Number.isNaN(potential)) minor += Math.round(potential);
  }
  if (minor <= 0) return abcs.none;
  if (!isRanked || !isKnown) return unknownInt;
  if (minor >= fromA) return abcs.A;
  return minor >= fromB ? abcs.B : abcs.C;
}

function quadrantAt(columns: Columns, lines: PlacingLines, i: number, lapsed: number): number {
  if (!lines.isKnown) return unknownInt;
  const orders = columns.orders[i] ?? 0;
  if (orders === 0 || (orders === 1 && lapsed <= lines.t50)) return quadrants.tooEarly;
  const spendsMuch = (columns.recentMinor[i] ?? 0) >= lines.valueFrom;
  if ((columns.recentOrderDays[i] ?? 0) >= lines.daysFrom) {
    return spendsMuch ? quadrants.gold : quadrants.smallStar;
  }
  return spendsMuch ? quadrants.meteor : quadrants.lowTouch;
}

function loyaltyAt({ columns, settings }: Placing, i: number, isLapsed: boolean): number {
  if ((columns.orderDays[i] ?? 0) < 2) return loyalties.tooEarly;
  const { leastOrderDays, mostVariation } = settings.loyalty;
  const variation = columns.gapVariation[i] ?? NaN;
  const comesOften = (columns.recentOrderDays[i] ?? 0) >= leastOrderDays;
  if (comesOften && variation <= mostVariation && !isLapsed) return loyalties.loyal;
  const onlyDiscounts = columns.discountedOrders[i] === columns.orders[i];
  return variation > mostVariation || onlyDiscounts ? loyalties.switcher : loyalties.none;
}

function promotionAt({ columns, settings }: Placing, i: number, orders: number): number {
  const { promotion } = settings;
  const discountMinor = columns.discountMinor[i] ?? 0;
  const fullMinor = Math.max(discountMinor, (columns.netMinor[i] ?? 0) + discountMinor);
  const discount = discountMinor > 0 ? discountMinor / fullMinor : 0;
  const codes = (columns.codeOrders[i] ?? 0) / orders;
  if (codes <= promotion.fullMostCodes && discount <= promotion.fullMostDiscount) {
    return promotions.full;
  }
  const often = codes >= promotion.drivenLeastCodes || discount >= promotion.drivenLeastDiscount;
  const lastFull = columns.lastFullPriceDay[i] ?? unknownInt;
  const waits = lastFull === unknownInt || lastFull !== columns.lastDay[i];
  return often && waits && orders >= promotion.drivenLeastOrders
    ? promotions.driven
    : promotions.mixed;
}
