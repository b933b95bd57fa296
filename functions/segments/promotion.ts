import type { PromotionKey } from './classes.schema.ts';
import type { Figures } from './figures.ts';
import type { ClassSettings } from './run.schema.ts';

type Purchases = Pick<
  Figures,
  'orders' | 'netMinor' | 'discountMinor' | 'codeOrders' | 'lastDay' | 'lastFullPriceDay'
>;

/**
 * Attitude to promotions, from behaviour: pays the full price, waits for offers, or some of each.
 * Who paid the full price the last time waits for nothing; nor does one order tell. Null without
 * an order.
 */
export function promotionOf(
  figures: Purchases,
  settings: ClassSettings['promotion'],
): PromotionKey | null {
  const { orders, codeOrders, lastDay, lastFullPriceDay } = figures;
  if (orders === 0) return null;
  const codes = codeOrders / orders;
  const discount = discountShare(figures);
  if (codes <= settings.fullMostCodes && discount <= settings.fullMostDiscount) return 'full';
  const often = codes >= settings.drivenLeastCodes || discount >= settings.drivenLeastDiscount;
  const waits = lastFullPriceDay === null || lastFullPriceDay !== lastDay;
  return often && waits && orders >= settings.drivenLeastOrders ? 'driven' : 'mixed';
}

/** Discounts as a share of the full price, from 0 to 1; all of it where nothing was paid for it. */
export function discountShare({
  netMinor,
  discountMinor,
}: Pick<Figures, 'netMinor' | 'discountMinor'>): number {
  if (discountMinor <= 0) return 0;
  return discountMinor / Math.max(discountMinor, netMinor + discountMinor);
}
