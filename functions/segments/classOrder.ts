import type { Scheme } from '../customers/customer.schema.ts';
import {
  abcKeys,
  levelKeys,
  promotionKeys,
  segmentKeys,
  type LifecycleKey,
  type LoyaltyKey,
  type StandardKey,
} from './classes.schema.ts';

/** Classes from the best down; what is in none of a scheme's lists can be compared with nothing. */
const chains: Readonly<Record<Scheme, readonly (readonly string[])[]>> = {
  segment: [segmentKeys],
  level: [levelKeys],
  abc: [abcKeys],
  lifecycle: [
    [
      'regular',
      'first_timer',
      'slowing',
      'overdue',
      'lost',
      'written_off',
    ] satisfies LifecycleKey[],
  ],
  // Spending little and coming often is neither above nor below spending much and coming rarely.
  quadrant: [
    ['gold', 'meteor', 'low_touch'],
    ['gold', 'small_star', 'low_touch'],
  ],
  loyalty: [['loyal', 'none', 'switcher'] satisfies LoyaltyKey[]],
  promotion: [promotionKeys],
  standard: [['key', 'right', 'general'] satisfies StandardKey[]],
};

/** Whether a class is better than another: the one a shop would rather see a customer in. */
export function isBetter(scheme: Scheme, one: string, other: string): boolean {
  return chains[scheme].some((chain) => {
    const at = chain.indexOf(one);
    return at >= 0 && at < chain.indexOf(other);
  });
}

/** The same class, or a better one. */
export function isAtLeast(scheme: Scheme, one: string | null, other: string): boolean {
  return one !== null && (one === other || isBetter(scheme, one, other));
}

/** The classes right above and right below; a quadrant may have two of each. */
export function neighbours(scheme: Scheme, key: string): { up: string[]; down: string[] } {
  const up = new Set<string>();
  const down = new Set<string>();
  for (const chain of chains[scheme]) {
    const at = chain.indexOf(key);
    if (at < 0) continue;
    const [above, below] = [chain[at - 1], chain[at + 1]];
    if (above !== undefined) up.add(above);
    if (below !== undefined) down.add(below);
  }
  return { up: [...up], down: [...down] };
}
