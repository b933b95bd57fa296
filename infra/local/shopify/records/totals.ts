import type { Records } from './records.ts';
import { utc } from '../instant.ts';

/** What Shopify says a customer ordered and spent: every order, however old, tests aside. */
export interface CustomerTotals {
  orders: number;
  spentMinor: number;
  /** Epoch seconds. */
  lastAt: number | null;
}

export function customerTotals(records: Records, shop: string, customerId: string): CustomerTotals {
  const row = records.database.row(
    'SELECT sum(counted) AS orders, sum(spent_minor) AS spent, max(processed_at) AS last FROM orders WHERE shop = ? AND customer_id = ?',
    shop,
    BigInt(customerId),
  );
  const last = row?.['last'] ?? null;
  return {
    orders: Number(row?.['orders'] ?? 0),
    spentMinor: Number(row?.['spent'] ?? 0),
    lastAt: last === null ? null : Number(last),
  };
}

/** How often a code was redeemed; `customerId` narrows it to one customer, `until` to the past. */
export function redemptions(
  records: Records,
  shop: string,
  discountId: string,
  narrowed: { customerId?: string; until?: number } = {},
): number {
  let sql = 'SELECT count(*) AS n FROM redemption WHERE shop = ? AND discount_id = ?';
  const values: (string | bigint | number)[] = [shop, BigInt(discountId)];
  if (narrowed.customerId !== undefined) {
    sql += ' AND customer_id = ?';
    values.push(BigInt(narrowed.customerId));
  }
  if (narrowed.until !== undefined) {
    sql += ' AND at <= ?';
    values.push(narrowed.until);
  }
  return Number(records.database.row(sql, ...values)?.['n'] ?? 0);
}

/** The orders that redeemed a code, oldest first. */
export function redeemingOrders(records: Records, shop: string, discountId: string) {
  return records.database
    .rows(
      'SELECT CAST(order_id AS TEXT) AS order_id, CAST(customer_id AS TEXT) AS customer_id, at FROM redemption WHERE shop = ? AND discount_id = ? ORDER BY at, order_id',
      shop,
      BigInt(discountId),
    )
    .map((row) => ({
      orderId: String(row['order_id']),
      customerId: row['customer_id'] === null ? null : String(row['customer_id']),
      at: utc(Number(row['at'])),
    }));
}
