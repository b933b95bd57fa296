import type { DiscountRecord } from '../shopify/records/schema.ts';
import type { Dice } from './dice.ts';
import type { Period } from './buyer.ts';

const daySeconds = 86_400;

/** The shop's public codes: one for newcomers, always, and one for each of four seasons a year. */
export function publicOffers(period: Period): DiscountRecord[] {
  const welcome = offer(1, 'WELCOME10', 0.1, period.startAt - 30 * daySeconds, null);
  const seasons: DiscountRecord[] = [];
  const firstYear = new Date(period.startAt * 1000).getUTCFullYear();
  const lastYear = new Date(period.endAt * 1000).getUTCFullYear();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const [at, [name, month, fraction]] of seasonal.entries()) {
      const startsAt = Date.UTC(year, month, 5) / 1000;
      const endsAt = startsAt + 21 * daySeconds;
      if (endsAt < period.startAt || startsAt > period.endAt) continue;
      const place = 10 + (year % 100) * 4 + at;
      seasons.push(offer(place, `${name}${String(year % 100)}`, fraction, startsAt, endsAt));
    }
  }
  return [{ ...welcome, oncePerCustomer: true }, ...seasons];
}

const seasonal = [
  ['SPRING', 2, 0.12],
  ['SUMMER', 5, 0.15],
  ['AUTUMN', 8, 0.12],
  ['WINTER', 10, 0.2],
] as const;

function offer(
  place: number,
  code: string,
  fraction: number,
  startsAt: number,
  endsAt: number | null,
): DiscountRecord {
  return {
    id: String(1_402_000_000_000 + place * 32_768),
    code,
    title: code,
    offer: { as: 'percentage', fraction },
    startsAt,
    endsAt,
    customerIds: null,
    usageLimit: null,
    oncePerCustomer: false,
    minimumSubtotalMinor: null,
    minimumQuantity: null,
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
    createdAt: startsAt,
    updatedAt: startsAt,
  };
}

/** The code a buyer would use now, if any: the newcomers' first, else the season's. */
export function offerFor(
  offers: readonly DiscountRecord[],
  dice: Dice,
  at: number,
  first: boolean,
  dealProne: number,
): DiscountRecord | null {
  if (!dice.chance(dealProne)) return null;
  const current = offers.filter(
    ({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || at < endsAt),
  );
  const seasonalOffer = current.find(({ oncePerCustomer }) => !oncePerCustomer);
  const newcomers = current.find(({ oncePerCustomer }) => oncePerCustomer);
  return (first ? newcomers : seasonalOffer) ?? null;
}
