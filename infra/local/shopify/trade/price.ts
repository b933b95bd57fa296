import type { AppliedDiscount } from '../records/schema.ts';

export interface PricedLine {
  quantity: number;
  unitMinor: number;
}

/** What is taken off, before it is known how much money that is. */
export interface Rebate {
  kind: 'code' | 'manual';
  label: string;
  offer:
    | { as: 'percentage'; fraction: number }
    | { as: 'amount'; minor: number }
    | { as: 'freeShipping' };
}

export interface Cart {
  lines: readonly PricedLine[];
  rebate: Rebate | null;
  shippingMinor: number;
  tipMinor: number;
  taxPpm: number;
  taxesIncluded: boolean;
}

export interface Price {
  subtotalMinor: number;
  /** Off the lines and off the shipping together. */
  discountMinor: number;
  shippingMinor: number;
  taxMinor: number;
  totalMinor: number;
  discounts: AppliedDiscount[];
  /** One a line, adding up to what the lines lost. */
  lineDiscounts: number[];
}

/** What a cart costs: all in minor units of the shop's currency. */
export function priceOf(cart: Cart): Price {
  const gross = cart.lines.map((line) => line.quantity * line.unitMinor);
  const grossMinor = gross.reduce((sum, line) => sum + line, 0);
  const offLines = linesRebate(cart.rebate, grossMinor);
  const offShipping = cart.rebate?.offer.as === 'freeShipping' ? cart.shippingMinor : 0;
  const subtotalMinor = grossMinor - offLines;
  const shippingMinor = cart.shippingMinor - offShipping;
  const taxMinor = cart.taxesIncluded
    ? Math.round((subtotalMinor * cart.taxPpm) / (1_000_000 + cart.taxPpm))
    : Math.round((subtotalMinor * cart.taxPpm) / 1_000_000);
  return {
    subtotalMinor,
    discountMinor: offLines + offShipping,
    shippingMinor,
    taxMinor,
    totalMinor: subtotalMinor + shippingMinor + (cart.taxesIncluded ? 0 : taxMinor) + cart.tipMinor,
    discounts: cart.rebate === null ? [] : [applied(cart.rebate, offLines, offShipping)],
    lineDiscounts: shareOut(offLines, gross),
  };
}

function linesRebate(rebate: Rebate | null, grossMinor: number): number {
  switch (rebate?.offer.as) {
    case 'percentage':
      return Math.round(grossMinor * rebate.offer.fraction);
    case 'amount':
      return Math.min(grossMinor, rebate.offer.minor);
    case 'freeShipping':
    case undefined:
      return 0;
  }
}

function applied(rebate: Rebate, offLines: number, offShipping: number): AppliedDiscount {
  const { kind, label, offer } = rebate;
  if (offer.as === 'freeShipping') {
    return {
      kind,
      label,
      target: 'shipping',
      value: { as: 'percentage', points: 100 },
      minor: offShipping,
    };
  }
  const value =
    offer.as === 'percentage'
      ? { as: 'percentage' as const, points: Math.round(offer.fraction * 10_000) / 100 }
      : { as: 'amount' as const, minor: offer.minor };
  return { kind, label, target: 'lines', value, minor: offLines };
}

/** Splits an amount in proportion to weights, to the last minor unit. */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return weights.map(() => 0);
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const upTo = Math.round((amount * weighed) / whole);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}
