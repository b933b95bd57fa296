import { diceOf, type Dice } from './dice.ts';
import type { Rhythm } from './rhythm.ts';

const daySeconds = 86_400;
/** People who signed up and never bought. */
const prospectShare = 0.05;

/** A customer's habits: what one will do is drawn from these, order by order. */
export interface Buyer {
  index: number;
  /** Epoch seconds. */
  signedUpAt: number;
  prospect: boolean;
  /** Days between orders, on average, while the customer stays. */
  paceDays: number;
  /** The shape of the gaps: 1 is any time, higher is like clockwork. */
  regularity: number;
  /** Chance to be gone for good after an order. */
  leaves: number;
  /** How often a code is used, from 0 to 1. */
  dealProne: number;
  favouriteType: number;
  /** How large a basket is against the usual one. */
  appetite: number;
}

export interface Period {
  startAt: number;
  endAt: number;
}

/** Draws a customer: rates are gamma, the chance to leave is beta, as in real shops. */
export function buyerOf(seed: number, index: number, period: Period): Buyer {
  const dice = diceOf(seed, 'buyer', index);
  const years = (period.endAt - period.startAt) / (365 * daySeconds);
  // A growing shop: more people arrive late than early.
  const share = Math.sqrt(dice.between(0.02, 1));
  const signedUpAt = Math.floor(period.startAt + share * years * 365 * daySeconds * 0.995);
  const rate = Math.max(0.3, dice.gamma(1, 11));
  const stays = dice.gamma(0.9, 1.9);
  const goes = dice.gamma(0.6, 0.7);
  return {
    index,
    signedUpAt,
    prospect: dice.chance(prospectShare),
    paceDays: 365 / rate,
    regularity: dice.pick([1, 1, 1.5, 2, 4]),
    leaves: goes / (goes + stays),
    dealProne: dice.chance(0.25) ? dice.between(0.5, 0.95) : dice.between(0, 0.25),
    favouriteType: dice.below(8),
    appetite: Math.exp(dice.normal() * 0.35),
  };
}

/** The dice of a customer's orders; the same for counting them and for writing them. */
export function orderDice(seed: number, index: number): Dice {
  return diceOf(seed, 'orders', index);
}

/** When a customer orders, oldest first. */
export function orderTimes(dice: Dice, buyer: Buyer, rhythm: Rhythm, endAt: number): number[] {
  const times: number[] = [];
  if (buyer.prospect) return times;
  let at = rhythm.settle(dice, buyer.signedUpAt);
  while (at < endAt) {
    times.push(at);
    if (dice.chance(buyer.leaves)) break;
    const gapDays = dice.gamma(buyer.regularity, buyer.paceDays);
    at = Math.max(at + 1800, rhythm.settle(dice, at + gapDays * daySeconds));
  }
  return times;
}
