import { Refusal } from '../platform/refusal.ts';
import { type Settings, settingsSchema } from './settings.schema.ts';
import {
  unfitAlone,
  unfitOrder,
  type Reach,
  type Threshold,
  type Unfit,
} from './settingsBounds.ts';

/**
 * Refuses settings that contradict themselves, leave a class empty or look back over no time, in
 * words that name the field and what would do.
 * @throws Refusal `invalid` with the `field` and the `nearest` value of it that would do
 */
export function refuseContradictions(settings: Settings): void {
  const unfit = firstUnfit(settings);
  if (unfit === null) return;
  const { field, nearest, words } = unfit;
  throw new Refusal('invalid', words, { field, nearest });
}

function firstUnfit(settings: Settings): Unfit | null {
  for (const rule of rules) {
    const unfit = rule(settings);
    if (unfit !== null) return unfit;
  }
  return null;
}

type Rule = (settings: Settings) => Unfit | null;

const mostDays = 3650;
const someDays: Reach = { least: 1, most: mostDays, step: 1 };
const share: Reach = { least: 0, most: 1, step: 0.01 };
const innerShare: Reach = { ...share, open: 'both' };
/** A window never holds fewer days than may be asked for in it. */
const mostOrderDays = 15;
const mostWeight = 100;
const leastWeights = 0.1;

const rules: readonly Rule[] = [
  ({ level }) => weightRule(level.weights),
  ({ level }) => levelRule(level),
  ({ abc }) =>
    unfitOrder(
      [
        { field: 'abc.aMoneyShare', value: abc.aMoneyShare },
        { field: 'abc.bMoneyShare', value: abc.bMoneyShare },
      ],
      'The share of big spenders is above 0 and below that of medium spenders, which is below 1, such as 0.8 and 0.95.',
      innerShare,
    ),
  ({ abc }) =>
    unfitAlone(
      { field: 'abc.aCustomerShare', value: abc.aCustomerShare },
      'The share of customers who may be big spenders, such as 0.2,',
      { ...share, open: 'least' },
    ),
  ({ abc }) => window('abc.windowDays', abc.windowDays ?? 1, 'Days of net spend'),
  ({ lifecycle }) =>
    unfitOrder(
      [
        { field: 'lifecycle.fixed.t50', value: lifecycle.fixed.t50 },
        { field: 'lifecycle.fixed.t80', value: lifecycle.fixed.t80 },
        { field: 'lifecycle.fixed.t95', value: lifecycle.fixed.t95 },
      ],
      'The three boundaries begin at 1 day or later, and each is above the one before.',
      someDays,
    ),
  ({ lifecycle }) =>
    window('lifecycle.winBackDays', lifecycle.winBackDays, 'The time to win a customer back'),
  ({ lifecycle: { rhythm } }) =>
    unfitOrder(
      [
        { field: 'lifecycle.rhythm.t50', value: rhythm.t50 },
        { field: 'lifecycle.rhythm.t80', value: rhythm.t80 },
        { field: 'lifecycle.rhythm.t95', value: rhythm.t95 },
      ],
      'The three shares of the rhythm lie between 0 and 1, and each is above the one before.',
      innerShare,
    ),
  ({ lifecycle: { rhythm } }) =>
    unfitAlone(
      { field: 'lifecycle.rhythm.leastGaps', value: rhythm.leastGaps },
      'The number of gaps that make a rhythm',
      { least: 1, most: 1_000_000, step: 1 },
    ),
  ({ lifecycle: { rhythm } }) =>
    unfitAlone(
      { field: 'lifecycle.rhythm.leastHistoryDays', value: rhythm.leastHistoryDays },
      'The days of history that make a rhythm',
      { ...someDays, least: 0 },
    ),
  ({ fixedScores: { recencyDays } }) =>
    unfitOrder(
      risingFields('fixedScores.recencyDays', recencyDays, ['r5', 'r4', 'r3', 'r2']),
      'Days since the last order begin at 0 or later for five points, and are more for each point less.',
      { ...someDays, least: 0 },
    ),
  ({ fixedScores: { orders } }) =>
    unfitOrder(
      risingFields('fixedScores.orders', orders, ['f2', 'f3', 'f4', 'f5']),
      'Two points begin at 2 orders or more, and each further point at more orders.',
      { least: 2, most: 1_000, step: 1 },
    ),
  ({ fixedScores: { medianTimes } }) =>
    unfitOrder(
      risingFields('fixedScores.medianTimes', medianTimes, ['m2', 'm3', 'm4', 'm5']),
      'Each point of net spend begins at a larger multiple of the median order, above 0.',
      { least: 0, most: 1_000, open: 'least', step: 0.1 },
    ),
  ({ quadrant }) =>
    unfitAlone(
      { field: 'quadrant.windowDays', value: quadrant.windowDays },
      'The days that value and loyalty look back',
      { ...someDays, least: mostOrderDays },
    ),
  ({ quadrant }) =>
    orderDays('quadrant.leastOrderDays', quadrant.leastOrderDays, 'Order days that are often', 1),
  ({ loyalty }) =>
    orderDays('loyalty.leastOrderDays', loyalty.leastOrderDays, 'Order days of the loyal', 2),
  ({ loyalty }) =>
    unfitAlone(
      { field: 'loyalty.mostVariation', value: loyalty.mostVariation },
      'The variation of gaps that is still even',
      { least: 0, most: 10, step: 0.1 },
    ),
  ({ promotion }) =>
    unfitOrder(
      [
        { field: 'promotion.fullMostCodes', value: promotion.fullMostCodes },
        { field: 'promotion.drivenLeastCodes', value: promotion.drivenLeastCodes },
      ],
      'Who waits for offers uses more codes than who pays the full price.',
      share,
    ),
  ({ promotion }) =>
    unfitOrder(
      [
        { field: 'promotion.fullMostDiscount', value: promotion.fullMostDiscount },
        { field: 'promotion.drivenLeastDiscount', value: promotion.drivenLeastDiscount },
      ],
      'Who waits for offers is given more discount than who pays the full price.',
      share,
    ),
  ({ promotion }) =>
    unfitAlone(
      { field: 'promotion.drivenLeastOrders', value: promotion.drivenLeastOrders },
      'The orders it takes to say that somebody waits for offers',
      { least: 1, most: 100, step: 1 },
    ),
  ({ rising }) => window('rising.days', rising.days, 'The days somebody counts as newly risen'),
  ({ holdDays }) =>
    unfitAlone({ field: 'holdDays', value: holdDays }, 'The holding time in days', {
      ...someDays,
      least: 0,
    }),
  ({ largeOrder }) =>
    unfitAlone(
      { field: 'largeOrder.percentile', value: largeOrder.percentile },
      'The percentile of a large order, such as 0.95,',
      innerShare,
    ),
  ({ largeOrder }) =>
    unfitAlone(
      { field: 'largeOrder.fromOrders', value: largeOrder.fromOrders },
      'The number of orders from which the percentile is used',
      { least: 1, most: 1_000_000, step: 1 },
    ),
  ({ largeOrder }) =>
    unfitAlone(
      { field: 'largeOrder.medianTimes', value: largeOrder.medianTimes },
      'How many times the median order is large',
      { least: 1, most: 1_000, step: 1 },
    ),
  ({ retentionDays }) => retentionRule(retentionDays),
];

function risingFields<Name extends string>(
  path: string,
  values: Readonly<Record<Name, number>>,
  names: readonly Name[],
): Threshold[] {
  return names.map((name) => ({ field: `${path}.${name}`, value: values[name] }));
}

function orderDays(field: string, value: number, what: string, least: number): Unfit | null {
  return unfitAlone({ field, value }, what, { least, most: mostOrderDays, step: 1 });
}

function window(field: string, value: number, what: string): Unfit | null {
  return unfitAlone({ field, value }, what, someDays);
}

function weightRule(weights: Settings['level']['weights']): Unfit | null {
  for (const [name, value] of Object.entries(weights)) {
    const field = `level.weights.${name}`;
    const reach = { least: 0, most: mostWeight, step: 1 };
    const unfit = unfitAlone({ field, value }, 'A weight', reach);
    if (unfit !== null) return unfit;
  }
  if (sumOf(weights) >= leastWeights) return null;
  return {
    field: 'level.weights.monetary',
    nearest: leastWeights,
    words: `At least one weight must be above 0. Use at least ${String(leastWeights)} here.`,
  };
}

/** Points run from one to five times the weights; D ends where C begins, so C is above the least. */
function levelRule({ weights, cuts }: Settings['level']): Unfit | null {
  const least = sumOf(weights);
  const most = 5 * least;
  return unfitOrder(
    [
      { field: 'level.cuts.c', value: cuts.c },
      { field: 'level.cuts.b', value: cuts.b },
      { field: 'level.cuts.a', value: cuts.a },
    ],
    `With these weights a customer has ${shown(least)} to ${shown(most)} points: each cut lies within, and A above B above C.`,
    { least, most, open: 'least', step: Math.min(1, least) },
  );
}

function sumOf({ recency, frequency, monetary }: Settings['level']['weights']): number {
  return recency + frequency + monetary;
}

function shown(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** Days between which each period may lie; those of messages and files are what the shop's rules allow. */
export const retentionBounds = {
  formerCustomers: { least: 30, most: 3650 },
  prospects: { least: 30, most: 3650 },
  accessLog: { least: 90, most: 3650 },
  auditLog: { least: 90, most: 3650 },
  deadLetters: { least: 1, most: 30 },
  exports: { least: 1, most: 30 },
  imports: { least: 1, most: 30 },
} as const satisfies Record<keyof Settings['retentionDays'], { least: number; most: number }>;

const retained = settingsSchema.shape.retentionDays.unwrap().keyof().options;

function retentionRule(days: Settings['retentionDays']): Unfit | null {
  for (const group of retained) {
    const { least, most } = retentionBounds[group];
    if (days[group] >= least && days[group] <= most) continue;
    return {
      field: `retentionDays.${group}`,
      nearest: days[group] < least ? least : most,
      words: `This is kept for at least ${String(least)} and at most ${String(most)} days.`,
    };
  }
  return null;
}
