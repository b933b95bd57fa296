import { applyOrder } from '../customers/applyOrder.ts';
import type { OrderFact } from '../customers/orderFact.ts';
import type { Placing } from '../customers/placing.ts';
import type { ProfileFact } from '../customers/profile.ts';
import type { OrderOutcome } from '../customers/weighing.ts';
import { profileChanges } from '../customers/profileStore.ts';
import type { Clock } from '../platform/clock.ts';
import type { Table } from '../platform/dynamo.ts';
import type { Vault } from '../platform/vault.ts';
import { classPlacing, type PlacingContext } from './classPlacing.ts';
import type { OpenShop } from './openShop.ts';

export interface ApplyingDeps {
  table: Table;
  vault: Vault;
  clock: Clock;
}

/** A clock of the shop may be ahead of ours by this much before we doubt what it tells. */
const clockSkewSeconds = 300;

/** Takes one state of an order into the file of whose it is, however it was told: live, rules see it. */
export function applyFact(
  deps: ApplyingDeps,
  shop: OpenShop,
  fact: OrderFact,
  profile: ProfileFact | null,
  onTie?: () => Promise<void>,
): Promise<OrderOutcome> {
  const { table, vault } = deps;
  return applyOrder(table, shop.shop, fact, {
    ...placingOf(deps, shop, fact),
    ...(onTie && { onTie }),
    ...(profile !== null && {
      profile: (customer) => profileChanges(table, vault, shop.shop, customer, profile),
    }),
  });
}

export function placingOf(
  deps: Pick<ApplyingDeps, 'clock'>,
  shop: OpenShop,
  fact?: OrderFact,
): Placing {
  return classPlacing(contextOf(deps, shop, fact));
}

/** Now, or the order's own instant where the shop's clock is a little ahead of ours. */
export function contextOf(
  { clock }: Pick<ApplyingDeps, 'clock'>,
  shop: OpenShop,
  fact?: OrderFact,
): PlacingContext {
  const now = Math.floor(clock.businessMs() / 1000);
  const told = fact === undefined ? now : Math.max(fact.placedAt, fact.updatedAt);
  const asOf = Math.max(now, Math.min(told, now + clockSkewSeconds));
  const { calendar, basis, ours } = shop;
  return { calendar, basis, ours, asOf, origin: 'live' };
}
