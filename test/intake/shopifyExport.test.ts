import { expect, it } from 'vitest';
import { readOrders } from '../../functions/intake/csvOrders.ts';
import { shopifyExport, shopifyExportOf } from '../../functions/intake/shopifyExport.ts';

const needed = ['Name', 'Email', 'Financial Status', 'Total', 'Created at', 'Id'];
const row = ['#1001', 'a@example.com', 'paid', '42.50', '2026-03-05 10:00:00 -0500', '5312345'];
const context = {
  currency: 'USD',
  timeZone: 'UTC',
  onSkipped: () => {
    throw new Error('nothing here is skipped');
  },
};

it('reads a file from which all columns that only add detail were deleted', () => {
  const reader = readOrders(needed, { ...context, mapping: shopifyExportOf(needed) });
  const orders = [...reader.take(row, 2), ...reader.end()];
  expect(orders).toHaveLength(1);
  expect(orders[0]?.fact).toMatchObject({
    orderId: '5312345',
    totalMinor: 4250,
    payment: 'paid',
    cancelledAt: null,
    refunds: [],
    lines: [],
  });
});

it.each(needed)('asks for "%s", without which the numbers would be wrong', (column) => {
  const header = needed.filter((name) => name !== column);
  expect(() => readOrders(header, { ...context, mapping: shopifyExportOf(header) })).toThrow(
    column,
  );
});

it('leaves the mapping of a whole file as it is', () => {
  const all = [
    ...needed,
    ...['Cancelled at', 'Lineitem quantity', 'Lineitem price', 'Lineitem discount'],
    ...['Discount Amount', 'Discount Code', 'Refunded Amount', 'Currency', 'Source'],
  ];
  expect(shopifyExportOf(all)).toEqual(shopifyExport);
});
