import type { OfferView, Offer } from '../coupons/coupons.schema.ts';
import type { Money } from '../platform/api.schema.ts';
import { formatMinor } from '../platform/money.ts';

/** Minor units as the API shows them. */
export function moneyOf(minor: number, currency: string): Money {
  return { amount: formatMinor(minor, currency), currency };
}

/** Epoch seconds as ISO 8601 in UTC. */
export function instantOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

export function offerViewOf(offer: Offer, currency: string): OfferView {
  return offer.kind === 'percentage'
    ? { kind: 'percentage', percent: offer.percent }
    : { kind: 'amount', amount: moneyOf(offer.minor, currency) };
}
