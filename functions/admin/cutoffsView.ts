import type { RankingCutoffs } from '../segments/classes.schema.ts';
import type { Settings } from '../shops/settings.schema.ts';
import type { CustomerFile } from './customers.schema.ts';
import { instantOf, moneyOf } from '../platform/apiValue.ts';

/** The cut-offs of a customer's own ranking in the last run, as sentences need them. */
export function cutoffsView(
  cutoffs: RankingCutoffs,
  settings: Settings,
  currency: string,
): NonNullable<CustomerFile['cutoffs']> {
  const money = (minor: number) => moneyOf(Math.round(minor), currency);
  return {
    computedAt: instantOf(cutoffs.asOf),
    ranked: cutoffs.ranked,
    method: cutoffs.method,
    lifecycle: cutoffs.lifecycle,
    recencyAbove: cutoffs.recencyAbove,
    frequencyAbove: cutoffs.frequencyAbove,
    monetaryAbove: cutoffs.monetaryAbove.map(money),
    abcA: cutoffs.abcA === null ? null : money(cutoffs.abcA),
    abcB: cutoffs.abcB === null ? null : money(cutoffs.abcB),
    level: settings.level.cuts,
    quadrant: {
      valueFrom: cutoffs.quadrant.valueFrom === null ? null : money(cutoffs.quadrant.valueFrom),
      daysFrom: cutoffs.quadrant.daysFrom,
    },
    loyalty: settings.loyalty,
    promotion: settings.promotion,
    rhythm: cutoffs.rhythm,
  };
}
