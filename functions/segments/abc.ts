import type { AbcKey, Cutoffs } from './classes.schema.ts';
import type { FoldedFigures } from './figures.ts';
import type { ClassSettings } from './run.schema.ts';
import type { Windows } from './windows.ts';

type AbcCuts = Pick<Cutoffs, 'abcA' | 'abcB'>;

/** Shares are compared as whole millionths, because 0.2 × 15 must be 3 and not a little more. */
const whole = 1_000_000;

/**
 * What the spend classes compare, in minor units: net spend of the window, and by the shop's choice
 * the spend expected of the next year on top; nothing is expected where nothing is predicted.
 */
export function abcAmount(
  { potentialMinor }: Pick<FoldedFigures, 'potentialMinor'>,
  { abcMinor }: Pick<Windows, 'abcMinor'>,
  { basis }: Pick<ClassSettings['abc'], 'basis'>,
): number {
  return basis === 'amount' ? abcMinor : abcMinor + Math.round(potentialMinor ?? 0);
}

/** Big, medium or small spender; "none" without net spend. */
export function abcOf(netMinor: number, cuts: AbcCuts): AbcKey {
  if (netMinor <= 0) return 'none';
  if (cuts.abcA !== null && netMinor >= cuts.abcA) return 'A';
  return cuts.abcB !== null && netMinor >= cuts.abcB ? 'B' : 'C';
}

/**
 * Least net spend of A and of B, given every ranked customer's net spend in ascending order.
 * Equal amounts go together: a tie group is A if less than 80 % of all positive spend and less
 * than 20 % of the customers stand before it, else B if less than 95 % of the spend does.
 */
export function abcCuts(ascendingNetMinor: Float64Array, shares: ClassSettings['abc']): AbcCuts {
  const positive = positiveSum(ascendingNetMinor);
  const moneyA = shareOf(positive, shares.aMoneyShare);
  const moneyB = shareOf(positive, shares.bMoneyShare);
  const customersA = shareOf(ascendingNetMinor.length, shares.aCustomerShare);

  const cuts: AbcCuts = { abcA: null, abcB: null };
  let moneyBefore = 0;
  let end = ascendingNetMinor.length;
  while (end > 0) {
    const net = ascendingNetMinor[end - 1] ?? 0;
    const before = ascendingNetMinor.length - end;
    if (net <= 0 || moneyBefore >= Math.max(moneyA, moneyB)) break;
    if (moneyBefore < moneyA && before < customersA) cuts.abcA = net;
    if (moneyBefore < moneyB) cuts.abcB = net;
    while (end > 0 && ascendingNetMinor[end - 1] === net) {
      moneyBefore += net;
      end -= 1;
    }
  }
  return cuts;
}

function positiveSum(ascendingNetMinor: Float64Array): number {
  let sum = 0;
  for (let i = ascendingNetMinor.length - 1; i >= 0; i -= 1) {
    const net = ascendingNetMinor[i] ?? 0;
    if (net <= 0) break;
    sum += net;
  }
  return sum;
}

/** The least whole number that is not below the share: x < share · amount as integers. */
function shareOf(amount: number, share: number): number {
  const parts = BigInt(amount) * BigInt(Math.round(share * whole));
  return Number((parts + BigInt(whole - 1)) / BigInt(whole));
}
