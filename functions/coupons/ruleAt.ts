import { Refusal } from '../platform/refusal.ts';
import type { ShopRecord } from '../shops/shop.schema.ts';
import type { Desk } from './desk.ts';
import type { Rule } from './rule.ts';

/** A rule of this shop; another's is not found. */
export async function ruleAt(
  shop: string,
  ruleId: string,
  desk: Pick<Desk, 'rules'>,
): Promise<Rule> {
  const rule = await desk.rules.read(shop, ruleId);
  if (rule === undefined) throw new Refusal('notFound', 'There is no such coupon rule.');
  return rule;
}

export async function shopOf(shop: string, desk: Pick<Desk, 'shops'>): Promise<ShopRecord> {
  const record = await desk.shops.read(shop);
  if (record === undefined) throw new Refusal('notFound', 'This shop is not installed.');
  return record;
}
