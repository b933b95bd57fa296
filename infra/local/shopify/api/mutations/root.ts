import type { Bench } from '../../trade/customers.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';
import { bulkMutations } from './bulk.ts';
import { customerMutations } from './customers.ts';
import { discountMutations } from './discounts.ts';
import { subscriptionMutations } from './subscriptions.ts';

/** The root of every mutation; each field runs in one transaction with the webhooks it causes. */
export function mutationRoot(world: World, bench: Bench, startBulk: (id: string) => void): View {
  const mutations = {
    ...discountMutations(world),
    ...customerMutations(world, bench),
    ...subscriptionMutations(world),
    ...bulkMutations(world, startBulk),
  };
  return Object.fromEntries(
    Object.entries(mutations).map(([name, mutation]) => [
      name,
      (args: unknown) =>
        world.records.database.transaction((): unknown =>
          typeof mutation === 'function' ? Reflect.apply(mutation, undefined, [args]) : null,
        ),
    ]),
  );
}
