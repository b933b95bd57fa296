import { decimal, presented } from '../../amount.ts';
import type { OrderRecord, ShopRecord } from '../../records/schema.ts';
import type { View } from '../fields.ts';

/** A `MoneyV2`; it says its name because discounts have it in unions. */
export function money(minor: number, currency: string): View {
  return { __typename: 'MoneyV2', amount: decimal(minor, currency), currencyCode: currency };
}

export type MoneyBag = (minor: number) => View;

/** Shows amounts of one order as `MoneyBag`s. */
export function moneyBagOf(order: OrderRecord, shop: ShopRecord): MoneyBag {
  const buyers = order.presentment?.currency ?? shop.currency;
  return (minor) => ({
    shopMoney: money(minor, shop.currency),
    presentmentMoney: money(presented(minor, order.presentment), buyers),
  });
}
