import { Refusal } from '../platform/refusal.ts';
import { momentOf } from './coupon.ts';
import type { Preview, RuleInput } from './coupons.schema.ts';
import type { Desk } from './desk.ts';
import { fallOf } from './fallOf.ts';
import { previewOf } from './preview.ts';
import { type Rule, termsOf } from './rule.ts';
import { draftRule } from './ruleChange.ts';
import { ruleAt, shopOf } from './ruleAt.ts';

/** Who would get it now, for a rule not kept yet. Nothing is sent. */
export async function previewInput(shop: string, input: RuleInput, desk: Desk): Promise<Preview> {
  const { currency } = await shopOf(shop, desk);
  const terms = termsOf(input, currency);
  return previewRule(shop, draftRule('preview', terms, momentOf(desk.clock).now), desk);
}

/** The same for a kept rule, as it is or as it would be with other terms: its coupons count. */
export async function previewKept(
  shop: string,
  ruleId: string,
  input: RuleInput | null,
  desk: Desk,
): Promise<Preview> {
  const rule = await ruleAt(shop, ruleId, desk);
  const terms = input === null ? {} : termsOf(input, rule.currency);
  return previewRule(shop, { ...rule, ...terms }, desk);
}

async function previewRule(shop: string, rule: Rule, desk: Desk): Promise<Preview> {
  const { timeZone } = await shopOf(shop, desk);
  const population = await desk.population(shop);
  if (population === null) {
    throw new Refusal(
      'unavailable',
      'The classes have not been computed yet: wait until the history is loaded.',
      { why: 'noRunYet' },
    );
  }
  const fall = await fallOf(shop, rule, population, timeZone, desk);
  return previewOf(shop, rule, population.columns, fall, momentOf(desk.clock).now, desk);
}
