import type { Money } from '../platform/api.schema.ts';
import type { Desk } from './desk.ts';
import { ruleAt } from './ruleAt.ts';
import { moneyOf } from '../platform/apiValue.ts';
import { totalOf } from './shown.ts';

export interface RuleResults {
  ruleId: string;
  issued: number;
  redeemed: number;
  expired: number;
  refused: number;
  /** Discount really given on redeeming orders. */
  discountGiven: Money;
}

/** Plain counts of all months; what would have been bought without the coupon is not in them. */
export async function showResults(shop: string, ruleId: string, desk: Desk): Promise<RuleResults> {
  const rule = await ruleAt(shop, ruleId, desk);
  const total = totalOf(await desk.rules.budgets(shop, ruleId));
  return {
    ruleId,
    issued: total.issued,
    redeemed: total.redeemed,
    expired: total.expired,
    refused: total.refused,
    discountGiven: moneyOf(total.settledMinor, rule.currency),
  };
}
