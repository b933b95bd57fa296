import { expect, test } from 'vitest';
import { startTestTable } from '../support/dynamo.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { now, openDesk } from './intakeDesk.ts';

const ann = '7123456789012';
const iso = (second: number) => new Date(second * 1000).toISOString();

/** An order of Ann's as it was so many seconds after it was placed. */
function order(id: number, after: number, changes: object = {}) {
  return orderBody({
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    created_at: iso(now - 600),
    processed_at: iso(now - 600),
    updated_at: iso(now - 600 + after),
    ...changes,
  });
}

test('of several states of an order in one batch the newest is written and the others cost nothing', async () => {
  const { table } = await startTestTable();
  const { apply, customer, envelope, changed, shop } = await openDesk(table, 'turns.myshopify.com');
  const pending = envelope('orders/create', order(1, 0, { financial_status: 'pending' }));
  const paid = envelope('orders/updated', order(1, 1));
  const closed = envelope('orders/updated', order(1, 2));
  expect(await apply(pending, paid, closed)).toEqual([]);
  const { item, rows } = await customer(ann);
  expect([item.rev, item.totals.orders, rows[0]?.updatedAt]).toEqual([1, 1, now - 598]);
  expect(changed).toEqual([[shop, { applied: 1, dueMarks: 0 }]]);
});

test('what is told of one customer in one batch meets nothing in its way', async () => {
  const { table } = await startTestTable();
  const { apply, customer, envelope } = await openDesk(table, 'queue.myshopify.com');
  const orders = Array.from({ length: 8 }, (_, index) =>
    envelope('orders/create', order(index + 1, 0, { name: `#${String(index)}` })),
  );
  const before = { ...table.units };
  expect(await apply(...orders)).toEqual([]);
  const { item } = await customer(ann);
  expect([item.rev, item.totals.orders]).toEqual([8, 8]);
  // The shop, its last run, and the customer once for each order: a try that lost would read again.
  expect(table.units.read - before.read).toBeLessThanOrEqual(2 + 8 + 1);
});

test('a body that can never be read fails by itself, and what is about the same customer is done', async () => {
  const { table } = await startTestTable();
  const { apply, customer, envelope } = await openDesk(table, 'broken.myshopify.com');
  const broken = envelope('orders/create', order(1, 0, { total_price_set: null }));
  expect(await apply(broken, envelope('orders/create', order(2, 0)))).toEqual(['0']);
  expect((await customer(ann)).item.totals.orders).toBe(1);
});
