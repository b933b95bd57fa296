import type { Scheme } from '../../functions/customers/customer.schema.ts';

/** One threshold: its words' key, where it lies in the settings, and how it is typed. */
export type ClassField = { key: string; path: string } & (
  | {
      kind: 'whole' | 'decimal' | 'percent';
      /** Reach of the slider, in what is typed; a typed value may lie beyond it. */
      least: number;
      most: number;
      step: number;
      /** What stands after the number. */
      unit?: 'days' | 'percent' | 'times' | 'points';
    }
  | { kind: 'allTime'; least: number; most: number; step: number; unit: 'days' }
  | { kind: 'list' }
  | { kind: 'standards' }
  | { kind: 'choice'; options: readonly string[] }
);

const whole = { kind: 'whole', step: 1 } as const;
const days = { ...whole, unit: 'days', least: 1 } as const;
const percent = { kind: 'percent', unit: 'percent', least: 1, step: 1 } as const;
const share = { ...percent, least: 0, most: 100 } as const;
const points = { kind: 'decimal', unit: 'points', least: 0, most: 25, step: 1 } as const;
const multiple = { kind: 'decimal', unit: 'times', least: 0.1, most: 30, step: 0.1 } as const;
const weight = { kind: 'decimal', unit: 'times', least: 0, most: 5, step: 0.5 } as const;

/** Every threshold that decides classes, a card a topic, with the schemes it moves. */
export const classCards = [
  {
    key: 'level',
    schemes: ['level'],
    fields: [
      { key: 'levelA', path: 'level.cuts.a', ...points },
      { key: 'levelB', path: 'level.cuts.b', ...points },
      { key: 'levelC', path: 'level.cuts.c', ...points },
      { key: 'weightRecency', path: 'level.weights.recency', ...weight },
      { key: 'weightFrequency', path: 'level.weights.frequency', ...weight },
      { key: 'weightMonetary', path: 'level.weights.monetary', ...weight },
    ],
  },
  {
    key: 'lifecycle',
    schemes: ['lifecycle', 'segment'],
    fields: [
      { key: 't50', path: 'lifecycle.fixed.t50', ...days, most: 365 },
      { key: 't80', path: 'lifecycle.fixed.t80', ...days, most: 730 },
      { key: 't95', path: 'lifecycle.fixed.t95', ...days, most: 1095 },
      { key: 'winBack', path: 'lifecycle.winBackDays', ...days, most: 1095 },
      { key: 'rhythm50', path: 'lifecycle.rhythm.t50', ...percent, most: 99 },
      { key: 'rhythm80', path: 'lifecycle.rhythm.t80', ...percent, most: 99 },
      { key: 'rhythm95', path: 'lifecycle.rhythm.t95', ...percent, most: 99 },
      { key: 'rhythmGaps', path: 'lifecycle.rhythm.leastGaps', ...whole, least: 1, most: 500 },
      { key: 'rhythmHistory', path: 'lifecycle.rhythm.leastHistoryDays', ...days, most: 1095 },
    ],
  },
  {
    key: 'abc',
    schemes: ['abc'],
    fields: [
      { key: 'abcMoneyA', path: 'abc.aMoneyShare', ...percent, most: 99 },
      { key: 'abcCustomers', path: 'abc.aCustomerShare', ...percent, most: 100 },
      { key: 'abcMoneyB', path: 'abc.bMoneyShare', ...percent, most: 100 },
      { key: 'abcWindow', path: 'abc.windowDays', ...days, kind: 'allTime', most: 1095 },
      {
        key: 'abcBasis',
        path: 'abc.basis',
        kind: 'choice',
        options: ['amount', 'amountAndPotential'],
      },
    ],
  },
  {
    key: 'quadrant',
    schemes: ['quadrant'],
    fields: [
      { key: 'quadrantWindow', path: 'quadrant.windowDays', ...days, most: 1095 },
      { key: 'quadrantDays', path: 'quadrant.leastOrderDays', ...whole, least: 1, most: 20 },
    ],
  },
  {
    key: 'loyalty',
    schemes: ['loyalty'],
    fields: [
      { key: 'loyaltyDays', path: 'loyalty.leastOrderDays', ...whole, least: 2, most: 20 },
      {
        key: 'loyaltyVariation',
        path: 'loyalty.mostVariation',
        kind: 'decimal',
        least: 0,
        most: 3,
        step: 0.1,
      },
    ],
  },
  {
    key: 'promotion',
    schemes: ['promotion'],
    fields: [
      { key: 'promoFullCodes', path: 'promotion.fullMostCodes', ...share },
      { key: 'promoFullDiscount', path: 'promotion.fullMostDiscount', ...share },
      { key: 'promoDrivenCodes', path: 'promotion.drivenLeastCodes', ...share },
      { key: 'promoDrivenDiscount', path: 'promotion.drivenLeastDiscount', ...share },
      {
        key: 'promoDrivenOrders',
        path: 'promotion.drivenLeastOrders',
        ...whole,
        least: 1,
        most: 20,
      },
    ],
  },
  {
    key: 'rising',
    schemes: [],
    fields: [{ key: 'rising', path: 'rising.days', ...days, most: 180 }],
  },
  {
    key: 'standard',
    schemes: ['standard'],
    fields: [{ key: 'standards', path: 'standards', kind: 'standards' }],
  },
  {
    key: 'scores',
    schemes: ['segment', 'level'],
    fields: [
      { key: 'recency5', path: 'fixedScores.recencyDays.r5', ...days, least: 0, most: 365 },
      { key: 'recency4', path: 'fixedScores.recencyDays.r4', ...days, least: 0, most: 365 },
      { key: 'recency3', path: 'fixedScores.recencyDays.r3', ...days, least: 0, most: 730 },
      { key: 'recency2', path: 'fixedScores.recencyDays.r2', ...days, least: 0, most: 1095 },
      { key: 'frequency2', path: 'fixedScores.orders.f2', ...whole, least: 2, most: 30 },
      { key: 'frequency3', path: 'fixedScores.orders.f3', ...whole, least: 2, most: 30 },
      { key: 'frequency4', path: 'fixedScores.orders.f4', ...whole, least: 2, most: 30 },
      { key: 'frequency5', path: 'fixedScores.orders.f5', ...whole, least: 2, most: 30 },
      { key: 'monetary2', path: 'fixedScores.medianTimes.m2', ...multiple },
      { key: 'monetary3', path: 'fixedScores.medianTimes.m3', ...multiple },
      { key: 'monetary4', path: 'fixedScores.medianTimes.m4', ...multiple },
      { key: 'monetary5', path: 'fixedScores.medianTimes.m5', ...multiple },
    ],
  },
  {
    key: 'growth',
    schemes: [],
    fields: [
      {
        key: 'growthTimes',
        path: 'suddenGrowth.times',
        kind: 'decimal',
        unit: 'times',
        least: 1.1,
        most: 20,
        step: 0.1,
      },
      { key: 'growthLeast', path: 'suddenGrowth.least', ...whole, least: 1, most: 1000 },
    ],
  },
  {
    key: 'large',
    schemes: [],
    fields: [
      { key: 'largePercentile', path: 'largeOrder.percentile', ...percent, least: 50, most: 99 },
      { key: 'largeFrom', path: 'largeOrder.fromOrders', ...whole, least: 1, most: 500 },
      {
        key: 'largeTimes',
        path: 'largeOrder.medianTimes',
        kind: 'decimal',
        unit: 'times',
        least: 1,
        most: 20,
        step: 0.5,
      },
    ],
  },
  {
    key: 'hold',
    schemes: [],
    fields: [{ key: 'hold', path: 'holdDays', ...whole, unit: 'days', least: 0, most: 60 }],
  },
  {
    key: 'sizes',
    schemes: [],
    fields: [{ key: 'sizeOptions', path: 'sizeOptions', kind: 'list' }],
  },
  {
    key: 'counting',
    schemes: [],
    fields: [
      { key: 'wholesale', path: 'wholesale.tags', kind: 'list' },
      {
        key: 'staff',
        path: 'staff.purchases',
        kind: 'choice',
        options: ['count', 'exclude'],
      },
      { key: 'staffTags', path: 'staff.tags', kind: 'list' },
      { key: 'staffCodes', path: 'staff.codes', kind: 'list' },
    ],
  },
] as const satisfies readonly {
  key: string;
  schemes: readonly Scheme[];
  fields: readonly ClassField[];
}[];

export type ClassCardOf = (typeof classCards)[number];
export type KnownField = ClassCardOf['fields'][number];
export const classFields: readonly KnownField[] = classCards.flatMap(
  (card): readonly KnownField[] => card.fields,
);
