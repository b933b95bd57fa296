import { z } from 'zod';
import { backtestSchema } from '../coupons/backtest.schema.ts';
import {
  couponListSchema,
  couponViewSchema,
  previewSchema,
  ruleInputSchema,
  ruleListSchema,
  ruleViewSchema,
} from '../coupons/coupons.schema.ts';
import { acceptInputSchema } from '../segments/segments.schema.ts';
import { resultsSchema } from './answers.schema.ts';
import type { Operation } from './operation.ts';

const couponQuery = z.object({
  rule: z.string().optional(),
  state: z.string().optional(),
  cursor: z.string().optional(),
});
const rulePath = '/api/coupon-rules/:id';

/** Calls about coupon rules and their coupons. */
export const couponOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/coupon-rules',
    summary: 'All coupon rules with budget and counts.',
    answer: ruleListSchema,
  },
  {
    method: 'post',
    path: '/api/coupon-rules',
    summary: 'Create a rule; it starts as a draft and sends nothing.',
    body: ruleInputSchema,
    answer: ruleViewSchema,
  },
  {
    method: 'post',
    path: '/api/coupon-rules/preview',
    summary: 'Who would get it now and what it would cost at most; nothing is sent.',
    body: ruleInputSchema,
    answer: previewSchema,
  },
  {
    method: 'post',
    path: '/api/coupon-rules/backtest',
    summary: 'What it would have done in the shop’s own last year; nothing is sent or kept.',
    body: ruleInputSchema,
    answer: backtestSchema,
  },
  {
    method: 'post',
    path: `${rulePath}/backtest`,
    summary: 'The same for a rule that is kept, as it is or with other terms.',
    body: ruleInputSchema,
    answer: backtestSchema,
  },
  { method: 'get', path: rulePath, summary: 'One coupon rule.', answer: ruleViewSchema },
  {
    method: 'put',
    path: rulePath,
    summary: 'Change a rule; coupons already issued stay as they are.',
    body: ruleInputSchema,
    answer: ruleViewSchema,
  },
  {
    method: 'post',
    path: `${rulePath}/activate`,
    summary: 'Let the rule act on changes from now on; those already due wait for "send once".',
    answer: ruleViewSchema,
  },
  {
    method: 'post',
    path: `${rulePath}/pause`,
    summary: 'Stop the rule at once.',
    answer: ruleViewSchema,
  },
  {
    method: 'post',
    path: `${rulePath}/accept`,
    summary: 'Say that as many as the condition suddenly finds is right: the rule sends again.',
    body: acceptInputSchema,
    answer: ruleViewSchema,
  },
  {
    method: 'post',
    path: `${rulePath}/send-waiting`,
    summary: 'Issue once to those who were already due, within the budget.',
    answer: z.object({ issued: z.number().int() }),
  },
  {
    method: 'get',
    path: `${rulePath}/results`,
    summary: 'Counts and money of a rule so far.',
    answer: resultsSchema,
  },
  {
    method: 'get',
    path: '/api/coupons',
    summary: 'Coupons, newest first, by rule and state.',
    query: couponQuery,
    answer: couponListSchema,
  },
  {
    method: 'post',
    path: '/api/coupons/:id/delivered',
    summary: 'Note that staff gave the customer this coupon.',
    answer: couponViewSchema,
  },
];
