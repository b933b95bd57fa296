import type { ProductRecord } from '../shopify/records/schema.ts';
import { diceOf } from './dice.ts';

/** How often something is bought for somebody of another size. */
const giftShare = 0.1;

/**
 * The variant somebody takes, by its title: the size they always take, unless it is for another, in
 * a colour of the day. By who wears it and the number of the purchase alone, so that no other habit
 * of the demo shop's buyers depends on it.
 */
export function variantFor(
  { options = [] }: Pick<ProductRecord, 'options'>,
  wearer: string,
  purchase: number,
): string | null {
  const [sizes, ...others] = options;
  if (sizes === undefined) return null;
  const day = diceOf('purchase', wearer, purchase);
  const whose = diceOf('size', wearer, day.chance(giftShare) ? purchase : 'own');
  // The sum of two throws: most are of the middle sizes.
  const build = (whose.next() + whose.next()) / 2;
  const size = sizes.values[Math.floor(build * sizes.values.length)];
  const rest = others.map(({ values }) => values[day.below(values.length)]);
  return [size, ...rest].join(' / ');
}
