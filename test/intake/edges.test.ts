import { beforeAll, describe, expect, it } from 'vitest';
import { openPerson } from '../../functions/customers/person.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { readOrders } from '../../functions/intake/csvOrders.ts';
import { shopifyExportOf } from '../../functions/intake/shopifyExport.ts';
import { orderBody } from '../shopify/orderBody.ts';
import { startTestTable } from '../support/dynamo.ts';
import { now, openDesk, vault, type Desk } from './intakeDesk.ts';

let table: Table;
let shops = 0;
beforeAll(async () => {
  ({ table } = await startTestTable());
});
const desk = (currency = 'USD') => {
  shops += 1;
  return openDesk(table, `edge${String(shops)}.myshopify.com`, { currency });
};

const ann = '7123456789012';
const iso = (second: number) => new Date(second * 1000).toISOString();
const set = (amount: string, currency: string) => ({
  shop_money: { amount, currency_code: currency },
});
const totals = async (shop: Desk) => {
  const { item, rows } = await shop.customer(ann);
  return { ...item.totals, refunds: rows.flatMap((row) => row.refunds.map(({ minor }) => minor)) };
};

it.each([
  ['JPY', '5480', 5_480],
  ['VND', '20', 20],
  ['VND', '20.00', 20],
  ['KWD', '12.345', 12_345],
  ['KWD', '12.3', 12_300],
  ['USD', '12.30', 1_230],
])(
  'an amount in %s such as "%s" counts as %i of its smallest unit',
  async (currency, text, minor) => {
    const shop = await desk(currency);
    const body = orderBody({
      currency,
      total_price_set: set(text, currency),
      total_discounts_set: set('0', currency),
      line_items: [{ product_id: 1, quantity: 1, price_set: set(text, currency) }],
    });
    expect(await shop.deliver('orders/create', body)).toEqual([]);
    expect((await totals(shop)).netMinor).toBe(minor);
  },
);

describe('a refund', () => {
  const refunded = (refund: object, financial_status = 'partially_refunded') =>
    orderBody({
      updated_at: iso(now - 60),
      financial_status,
      refunds: [{ id: 1, created_at: iso(now - 60), processed_at: iso(now - 60), ...refund }],
    });
  const moved = (amount: string, changes: object = {}) => ({
    kind: 'refund',
    status: 'success',
    amount,
    currency: 'USD',
    ...changes,
  });

  it.each([
    [
      'of an amount, without a line',
      {
        refund_line_items: [],
        order_adjustments: [{ kind: 'refund_discrepancy', amount: '-10.00' }],
        transactions: [moved('10.00')],
      },
      4_450,
    ],
    [
      'of shipping only',
      {
        refund_line_items: [],
        order_adjustments: [{ kind: 'shipping_refund', amount: '-5.00' }],
        refund_shipping_lines: [{ id: 9 }],
        transactions: [moved('5.00')],
      },
      4_950,
    ],
    [
      'of lines worth more than what moved',
      { refund_line_items: [{ subtotal: 50, quantity: 2 }], transactions: [moved('20.90')] },
      3_360,
    ],
    [
      'that is pending moves nothing yet',
      {
        refund_line_items: [{ subtotal: 50 }],
        transactions: [moved('20.00', { status: 'pending' })],
      },
      5_450,
    ],
    ['of goods put back in stock, without money', { refund_line_items: [{ subtotal: 0 }] }, 5_450],
  ])('%s', async (_, refund, left) => {
    const shop = await desk();
    await shop.deliver('orders/updated', refunded(refund));
    expect(await totals(shop)).toMatchObject({ orders: 1, netMinor: left });
  });

  it('in full leaves an order that adds nothing and is not counted', async () => {
    const shop = await desk();
    await shop.deliver('orders/updated', refunded({ transactions: [moved('54.50')] }, 'refunded'));
    expect(await totals(shop)).toMatchObject({ rows: 1, orders: 0, netMinor: 0 });
  });
});

it('a person withheld at first is filled in by a later approval, and a null takes nothing back', async () => {
  const shop = await desk();
  const at = (seconds: number, person: object) =>
    orderBody({
      updated_at: iso(seconds),
      customer: { id: Number(ann), updated_at: iso(seconds), ...person },
    });
  const withheld = {
    first_name: null,
    last_name: null,
    email: null,
    phone: null,
    default_address: { address1: null, zip: null, city: 'Seoul', country_code: 'KR' },
  };
  const told = {
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann@example.com',
    phone: '+82 2-312-3456',
    default_address: { address1: '12 Toegye-ro', zip: '04631', city: 'Seoul', country_code: 'KR' },
  };
  await shop.deliver('orders/create', at(now - 300, withheld));
  const known = async () => {
    const { item } = await shop.customer(ann);
    return openPerson(vault, shop.shop, ann, item.personal);
  };
  expect(await known()).toMatchObject({ firstName: null, email: null, city: 'Seoul' });
  await shop.deliver('orders/updated', at(now - 200, told));
  const whole = await known();
  expect(whole).toMatchObject({ firstName: 'Ann', address1: '12 Toegye-ro', zip: '04631' });
  await shop.deliver('orders/updated', at(now - 100, withheld));
  expect(await known()).toEqual(whole);
});

it("an order told by the shop's own export says what its webhook says", async () => {
  const shop = await desk();
  await shop.deliver(
    'orders/create',
    orderBody({ discount_applications: [{ type: 'discount_code', code: 'spring10' }] }),
  );
  const [row] = (await shop.customer(ann)).rows;
  const header = [
    ...['Id', 'Name', 'Email', 'Financial Status', 'Total', 'Discount Amount', 'Discount Code'],
    ...['Created at', 'Lineitem quantity', 'Lineitem price', 'Lineitem discount', 'Source'],
  ];
  const line = [
    ...['6123456789012', '#1042', 'ann@example.com', 'paid', '54.50', '5.00', 'SPRING10'],
    ...['2026-11-20 18:30:00 +0900', '2', '27.50', '5.00', 'web'],
  ];
  const reader = readOrders(header, {
    mapping: shopifyExportOf(header),
    currency: 'USD',
    timeZone: 'UTC',
    onSkipped: () => undefined,
  });
  const [order] = [...reader.take(line, 2), ...reader.end()];
  const { updatedAt: _, lines, ...said } = order!.fact;
  expect(row).toMatchObject(said);
  expect(lines.map(({ netMinor, quantity }) => [netMinor, quantity])).toEqual(
    row?.lines.map(({ netMinor, quantity }) => [netMinor, quantity]),
  );
});
