import { decimal, presented } from '../amount.ts';
import type { OrderRecord, ShopRecord } from '../records/schema.ts';
import type { Payload } from './encode.ts';

export type MoneySet = (minor: number) => Payload;

/** Writes an amount of an order in the shop's and in the buyer's currency. */
export function moneySetOf(order: OrderRecord, shop: ShopRecord): MoneySet {
  const buyers = order.presentment?.currency ?? shop.currency;
  return (minor) => ({
    shop_money: { amount: decimal(minor, shop.currency), currency_code: shop.currency },
    presentment_money: {
      amount: decimal(presented(minor, order.presentment), buyers),
      currency_code: buyers,
    },
  });
}

/** An amount in the buyer's currency alone, as the transactions of a webhook have it. */
export function buyersAmount(minor: number, order: OrderRecord, shop: ShopRecord) {
  const currency = order.presentment?.currency ?? shop.currency;
  return { amount: decimal(presented(minor, order.presentment), currency), currency };
}
