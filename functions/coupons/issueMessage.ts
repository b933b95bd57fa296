import { z } from 'zod';
import { Poison } from '../platform/poison.ts';
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

/** @throws Poison where the text is not one of ours */
export function readIssueMessage(body: string): z.infer<typeof issueMessageSchema> {
  try {
    return issueMessageSchema.parse(JSON.parse(body));
  } catch {
    throw new Poison('The message names no coupon of ours.');
  }
}
