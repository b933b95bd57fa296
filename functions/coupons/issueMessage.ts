import { z } from 'zod';
import type { CouponKey } from './code.ts';

/** What the `issue` queue carries: which coupon to bring to the shop. Lost ones are sent again. */
export const issueMessageSchema = z.object({
  shop: z.string(),
  customerId: z.string(),
  ruleId: z.string(),
  occasion: z.string(),
});

export function issueMessage(shop: string, key: CouponKey): string {
  const { customerId, ruleId, occasion } = key;
  return JSON.stringify({ shop, customerId, ruleId, occasion });
}
