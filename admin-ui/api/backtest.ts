import { useMutation } from '@tanstack/react-query';
import { backtestSchema } from '../../functions/coupons/backtest.schema.ts';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { call } from './call.ts';

/** A rule as it is typed on the shop's last year; with the id of a kept one, beside the others. */
export function useBacktest(ruleId: string | null) {
  const path =
    ruleId === null
      ? '/coupon-rules/backtest'
      : `/coupon-rules/${encodeURIComponent(ruleId)}/backtest`;
  return useMutation({
    mutationFn: (input: RuleInput) => call(backtestSchema, path, { method: 'POST', json: input }),
  });
}
