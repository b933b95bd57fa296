import type { LifecycleKey, LoyaltyKey } from './classes.schema.ts';
import type { Figures } from './figures.ts';
import type { ClassSettings } from './run.schema.ts';
import type { Windows } from './windows.ts';

type Behaviour = Pick<Figures, 'orders' | 'orderDays' | 'discountedOrders' | 'gapVariation'>;

const lapsed: ReadonlySet<LifecycleKey> = new Set(['overdue', 'lost', 'written_off']);

/**
 * Attitude to the shop, from behaviour: loyal comes often, evenly and is not overdue; a switcher
 * comes irregularly or only with discounts; none is neither. Under two order days it is too early.
 */
export function loyaltyOf(
  figures: Behaviour,
  { recentOrderDays }: Windows,
  lifecycle: LifecycleKey,
  { leastOrderDays, mostVariation }: ClassSettings['loyalty'],
): LoyaltyKey {
  if (figures.orderDays < 2) return 'too_early';
  const { gapVariation } = figures;
  const isEven = gapVariation !== null && gapVariation <= mostVariation;
  if (recentOrderDays >= leastOrderDays && isEven && !lapsed.has(lifecycle)) return 'loyal';
  const isIrregular = gapVariation !== null && gapVariation > mostVariation;
  return isIrregular || figures.discountedOrders === figures.orders ? 'switcher' : 'none';
}
