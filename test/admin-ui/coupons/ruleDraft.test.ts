// @vitest-environment node
import { expect, test } from 'vitest';
import { addAmounts } from '../../../admin-ui/coupons/addAmounts.ts';
import {
  draftFor,
  faultsOf,
  hasLimit,
  inputOf,
  type RuleDraft,
} from '../../../admin-ui/coupons/ruleDraft.ts';
import { ruleInputSchema, triggerKeys } from '../../../functions/coupons/coupons.schema.ts';

const draft = (changes: Partial<RuleDraft> = {}): RuleDraft => ({
  ...draftFor('wake-up', 'Wake up'),
  ...changes,
});
const amount = (changes: Partial<RuleDraft> = {}) =>
  draft({ kind: 'amount', amount: '10', ...changes });

test.each(triggerKeys)('the recipe %s can be saved and switched on as it is', (trigger) => {
  const recipe = draftFor(trigger, 'A name');
  expect(faultsOf(recipe, 'USD')).toEqual({});
  expect(hasLimit(recipe)).toBe(true);
  expect(ruleInputSchema.safeParse(inputOf(recipe)).success).toBe(true);
});

test.each<[string, RuleDraft, object]>([
  ['no name', draft({ name: '  ' }), { name: 'nameMissing' }],
  ['a percentage of nothing', draft({ percent: '0' }), { percent: 'percent' }],
  ['more than everything', draft({ percent: '101' }), { percent: 'percent' }],
  ['a broken percentage', draft({ percent: '12.5' }), { percent: 'percent' }],
  ['an amount in words', amount({ amount: 'ten' }), { amount: 'amount' }],
  ['a free amount', amount({ amount: '0.00' }), { amount: 'amount' }],
  ['too many decimals', amount({ amount: '1.234' }), { amount: 'amount' }],
  ['a least order below the coupon', amount({ minimum: '9.99' }), { minimum: 'minimumBelow' }],
  ['a budget below one coupon', amount({ budgetAmount: '9' }), { budgetAmount: 'budgetBelow' }],
  ['no days', draft({ expiryDays: '' }), { expiryDays: 'days' }],
  ['more than a year', draft({ expiryDays: '366' }), { expiryDays: 'days' }],
  ['small letters in a code', draft({ codePrefix: 'hello' }), { codePrefix: 'prefix' }],
  ['half a coupon', draft({ budgetCount: '1.5' }), { budgetCount: 'count' }],
  ['win-back without a deadline', draft({ trigger: 'win-back' }), { deadlineDays: 'days' }],
  ['a condition nobody understands', draft({ who: 'orders >' }), { who: 'query' }],
])('%s is marked where it is', (_, given, faults) => {
  expect(faultsOf(given, 'USD')).toEqual(faults);
});

test('won takes no decimals', () => {
  expect(faultsOf(amount({ amount: '5000' }), 'KRW')).toEqual({});
  expect(faultsOf(amount({ amount: '5000.5' }), 'KRW')).toEqual({ amount: 'amount' });
});

test('a percentage sends no money limit, because it has no ceiling', () => {
  expect(inputOf(draft({ budgetAmount: '500' })).budgetAmount).toBeNull();
  expect(hasLimit(draft({ budgetAmount: '500', budgetCount: '' }))).toBe(false);
  expect(hasLimit(amount({ budgetAmount: '500', budgetCount: '' }))).toBe(true);
});

test('amounts are added to the cent', () => {
  expect(addAmounts('0.10', '0.20')).toBe('0.30');
  expect(addAmounts('9007199254740993', '1')).toBe('9007199254740994');
});
