import { describe, expect, test } from 'vitest';
import { csvMappingSchema, type CsvMapping } from '../../functions/intake/csvMapping.schema.ts';
import { readOrders } from '../../functions/intake/csvOrders.ts';
import { shopifyExport } from '../../functions/intake/shopifyExport.ts';

const header = [
  ...['Name', 'Email', 'Financial Status', 'Currency', 'Total', 'Discount Code'],
  ...['Discount Amount', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price'],
  ...['Lineitem discount', 'Cancelled at', 'Refunded Amount', 'Id', 'Source'],
];
const whole = {
  Name: '#1001',
  Email: 'Ada@Example.com',
  'Financial Status': 'paid',
  Currency: 'USD',
  Total: '42.50',
  'Discount Amount': '0.00',
  'Created at': '2026-03-05 10:00:00 -0500',
  'Lineitem quantity': '1',
  'Lineitem name': 'Cup',
  'Lineitem price': '42.50',
  'Lineitem discount': '0.00',
  'Refunded Amount': '0.00',
  Id: '5312345678901',
  Source: 'web',
};
const placedAt = Date.parse('2026-03-05T15:00:00Z') / 1000;

/** Reads rows given as objects; line 1 is the header. */
function read(rows: Partial<Record<string, string>>[], mapping: CsvMapping = shopifyExport) {
  const skipped: { line: number; reason: string }[] = [];
  const reader = readOrders(header, {
    mapping,
    currency: 'USD',
    timeZone: 'UTC',
    onSkipped: (line, reason) => skipped.push({ line, reason }),
  });
  const orders = rows.flatMap((row, index) =>
    reader.take(
      header.map((name) => row[name] ?? ''),
      index + 2,
    ),
  );
  return { orders: [...orders, ...reader.end()], skipped };
}

test("an order of Shopify's export with several lines is one, with the totals of its first row", () => {
  const { orders, skipped } = read([
    { ...whole, Total: '57.00', 'Lineitem quantity': '2', 'Lineitem discount': '5.00' },
    { Name: '#1001', Email: 'Ada@Example.com', 'Lineitem quantity': '3', 'Lineitem price': '1.50' },
  ]);
  expect(skipped).toEqual([]);
  expect(orders).toEqual([
    {
      buyer: { by: 'email', email: 'ada@example.com' },
      fact: {
        orderId: '5312345678901',
        name: '#1001',
        updatedAt: placedAt - 1,
        placedAt,
        cancelledAt: null,
        kind: 'order',
        payment: 'paid',
        totalMinor: 5700,
        refunds: [],
        discountMinor: 0,
        codes: [],
        flags: [],
        channel: 'web',
        lines: [
          { productId: null, quantity: 2, netMinor: 8000 },
          { productId: null, quantity: 3, netMinor: 450 },
        ],
      },
    },
  ]);
});

describe('what the export says of an order is kept', () => {
  const one = (change: Partial<Record<string, string>>) =>
    read([{ ...whole, ...change }]).orders[0]?.fact;

  test('refunds, which have no date there', () => {
    expect(one({ 'Refunded Amount': '10.00', 'Financial Status': 'partially_refunded' })).toEqual(
      expect.objectContaining({
        payment: 'partiallyRefunded',
        refunds: [{ refundId: 'file-5312345678901', at: placedAt, minor: 1000 }],
      }),
    );
  });
  test('cancelling', () => {
    expect(one({ 'Cancelled at': '2026-03-06 10:00:00 -0500' })?.cancelledAt).toBe(
      placedAt + 86_400,
    );
  });
  test('codes, but not the title of a discount on a draft order', () => {
    expect(one({ 'Discount Code': 'spring, Extra', 'Discount Amount': '5.00' })).toMatchObject({
      codes: ['SPRING', 'EXTRA'],
      discountMinor: 500,
    });
    expect(one({ 'Discount Code': 'Friend', Source: 'shopify_draft_order' })).toMatchObject({
      codes: [],
      flags: ['draft'],
    });
  });
  test('a sale at the till without a customer', () => {
    const { orders } = read([{ ...whole, Email: '', Source: 'pos' }]);
    expect(orders[0]).toMatchObject({ buyer: null, fact: { flags: ['pos'], channel: 'pos' } });
  });
});

describe('a row that cannot be read is skipped with its line and a reason', () => {
  const cases: [string, Partial<Record<string, string>>, string][] = [
    ['a bad date', { 'Created at': '05.03.2026' }, 'the date is not like yyyy-MM-dd HH:mm:ss Z'],
    ['no date', { 'Created at': '' }, 'the date is not like yyyy-MM-dd HH:mm:ss Z'],
    ['a bad total', { Total: '1,234.00' }, 'the total is not an amount'],
    ['no total', { Total: '' }, 'the order has no total'],
    ['a bad price', { 'Lineitem price': 'free' }, 'the price is not an amount'],
    ['half a piece', { 'Lineitem quantity': '1.5' }, 'the quantity is not a whole number'],
    ['no id', { Id: '' }, 'the order has no usable id'],
    ['a rounded id', { Id: '5.31235E+12' }, 'the order has no usable id'],
    ['no name', { Name: '' }, 'the row names no order'],
    [
      'another currency',
      { Currency: 'EUR' },
      'the order is in another currency than the shop (USD)',
    ],
    [
      'a state of payment nobody knows',
      { 'Financial Status': 'maybe' },
      'the payment state is not one the mapping knows',
    ],
  ];
  test.each(cases)('%s', (_, change, reason) => {
    const { orders, skipped } = read([
      { ...whole, Name: '#1', Id: '1' },
      { ...whole, ...change },
    ]);
    expect(orders).toHaveLength(1);
    expect(skipped).toEqual([{ line: 3, reason }]);
  });

  test('an order with one such row is left out whole, because its total would be wrong', () => {
    const { orders, skipped } = read([
      whole,
      { Name: '#1001', 'Lineitem quantity': 'two', 'Lineitem price': '1.00' },
    ]);
    expect(orders).toEqual([]);
    expect(skipped).toEqual([
      { line: 2, reason: 'the order has a row that cannot be read (line 3)' },
      { line: 3, reason: 'the quantity is not a whole number' },
    ]);
  });
});

test('rows of one order that stand apart are still one order', () => {
  const others = Array.from({ length: 50 }, (_, n) => ({
    ...whole,
    Name: `#${String(2000 + n)}`,
    Id: String(2000 + n),
  }));
  const { orders } = read([
    whole,
    ...others,
    { Name: '#1001', 'Lineitem price': '1', 'Lineitem quantity': '1' },
  ]);
  expect(orders).toHaveLength(51);
  expect(orders.find(({ fact }) => fact.name === '#1001')?.fact.lines).toHaveLength(2);
});

test('rows too far apart to be held are said to be so, not made a second order', () => {
  const others = Array.from({ length: 2500 }, (_, n) => ({
    ...whole,
    Name: `#${String(2000 + n)}`,
    Id: String(2000 + n),
  }));
  const { orders, skipped } = read([whole, ...others, whole]);
  expect(orders).toHaveLength(2501);
  expect(skipped).toEqual([
    { line: 2503, reason: 'the rows of this order are too far apart: sort the file by order' },
  ]);
});

test('a file without the columns is refused by their names', () => {
  expect(() =>
    readOrders(['InvoiceNo', 'Total'], {
      mapping: shopifyExport,
      currency: 'USD',
      timeZone: 'UTC',
      onSkipped: () => undefined,
    }),
  ).toThrow(/has no column "Name", "Id", "Email", "Created at".*mapping file/);
});

test('a mapping with a word that means nothing is refused', () => {
  const told = { order: { id: ['a'] }, placedAt: { column: 'b', format: 'yyyy-MM-dd' } };
  expect(csvMappingSchema.safeParse(told).success).toBe(true);
  expect(csvMappingSchema.safeParse({ ...told, totals: 'c' }).success).toBe(false);
});
