import type { Show, World } from '../world.ts';
import { bulkView } from './bulk.ts';
import { customerView } from './customer.ts';
import { discountView } from './discount.ts';
import { orderView } from './order.ts';
import { productView } from './product.ts';
import { subscriptionView } from './subscription.ts';

/** A world whose things can show one another. */
export function worldWithViews(seen: Omit<World, 'show'>): World {
  const show: Show = {
    customer: (customer) => customerView(customer, world),
    order: (order) => orderView(order, world),
    product: (product) => productView(product, world),
    discount: (discount) => discountView(discount, world),
    subscription: subscriptionView,
    bulk: (bulk) => bulkView(bulk, world),
  };
  const world: World = { ...seen, show };
  return world;
}
