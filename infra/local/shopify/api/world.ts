import type {
  BulkRecord,
  CustomerRecord,
  DiscountRecord,
  OrderRecord,
  ProductRecord,
  ShopRecord,
  SubscriptionRecord,
} from '../records/schema.ts';
import type { Records } from '../records/records.ts';
import type { Where } from '../records/shelf.ts';
import type { View } from './fields.ts';

/** How each kind of thing is shown; views reach each other through here, so that none imports another. */
export interface Show {
  customer: (customer: CustomerRecord) => View;
  order: (order: OrderRecord) => View;
  product: (product: ProductRecord) => View;
  discount: (discount: DiscountRecord) => View;
  subscription: (subscription: SubscriptionRecord) => View;
  bulk: (bulk: BulkRecord) => View;
}

/** What one request may see. */
export interface World {
  records: Records;
  shop: ShopRecord;
  /** Business time, epoch seconds. */
  now: number;
  /** Where this shop's addresses start, such as `http://127.0.0.1:3000/standin/demo.myshopify.com`. */
  shopUrl: string;
  /** Connections below the first answer everything at once, as bulk operations do. */
  whole: boolean;
  show: Show;
  /** Remembered for the length of the request: many lines name the same few. */
  product: (id: string) => ProductRecord | undefined;
}

const visibleDays = 60;

/** The orders the app may see: without `read_all_orders`, those of the last 60 days. */
export function visibleOrders(world: World): Where {
  return world.shop.readAllOrders
    ? { sql: '1', values: [] }
    : { sql: 'created_at >= ?', values: [world.now - visibleDays * 86_400] };
}
