import type { ProductRecord } from '../../records/schema.ts';
import type { Show, World } from '../world.ts';
import { bulkView } from './bulk.ts';
import { customerView } from './customer.ts';
import { discountView } from './discount.ts';
import { orderView } from './order.ts';
import { productView } from './product.ts';
import { subscriptionView } from './subscription.ts';

/** A world whose things can show one another. */
export function worldWithViews(seen: Omit<World, 'show' | 'product'>): World {
  const products = new Map<string, ProductRecord | undefined>();
  const product = (id: string) => {
    if (!products.has(id)) products.set(id, seen.records.products.get(seen.shop.domain, id));
    return products.get(id);
  };
  const show: Show = {
    customer: (customer) => customerView(customer, world),
    order: (order) => orderView(order, world),
    product: (shown) => productView(shown, world),
    discount: (discount) => discountView(discount, world),
    subscription: subscriptionView,
    bulk: (bulk) => bulkView(bulk, world),
  };
  const world: World = { ...seen, show, product };
  return world;
}
