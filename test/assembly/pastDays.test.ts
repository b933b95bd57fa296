import { beforeAll, describe, expect, it } from 'vitest';
import {
  customerFileSchema,
  customerListSchema,
  timelineSchema,
} from '../../functions/admin/customers.schema.ts';
import { asOfSchema, movementSchema } from '../../functions/insights/movement.schema.ts';
import { mine, openTwoShops, type TwoShops } from './twoShops.ts';

let shops: TwoShops;
beforeAll(async () => {
  shops = await openTwoShops();
});

const get = async (path: string): Promise<unknown> => (await shops.call(mine, path)).json();
const fileOn = async (id: string, day: string) =>
  customerFileSchema.parse(await get(`/api/customers/${id}?asOf=${day}`));

describe("a customer's file as of a past day", () => {
  it('knows nothing of what came later: a refund the day after has not happened', async () => {
    const file = await fileOn('7002', '2026-08-14');
    expect(file).toMatchObject({
      orders: 1,
      netSpent: { amount: '50.00' },
      recencyDays: 0,
      lifecycle: 'first_timer',
      past: { date: '2026-08-14', asOf: '2026-08-14T23:59:59.000Z', there: true },
    });
    expect(file.cutoffs?.computedAt).toBe('2026-08-14T23:59:59.000Z');
    expect((await fileOn('7002', '2026-08-15')).netSpent.amount).toBe('30.00');
    const timeline = timelineSchema.parse(
      await get('/api/customers/7002/timeline?asOf=2026-08-14'),
    );
    expect(timeline.entries.map(({ kind }) => kind)).toEqual(['order']);
  });

  it('is of somebody without an order the day before the first, and of nobody before that', async () => {
    expect(await fileOn('7002', '2026-08-13')).toMatchObject({
      orders: 0,
      lifecycle: 'prospect',
      past: { there: true },
    });
    expect((await fileOn('7003', '2026-11-11')).past?.there).toBe(false);
    expect((await fileOn('7003', '2026-11-12')).past?.there).toBe(true);
  });

  it('has the merchant’s own class of that day, not today’s', async () => {
    const settings: unknown = await get('/api/settings');
    const standards = [{ key: 'key', query: 'orders = 1 AND net_spent >= 50' }];
    const body = JSON.stringify({ ...(settings as object), standards });
    const headers = { 'Content-Type': 'application/json' };
    const put = (text: string) =>
      shops.call(mine, '/api/settings', { method: 'PUT', headers, body: text });
    expect((await put(body)).status).toBe(200);
    for (const [on, standard] of [
      ['2026-08-13', null],
      ['2026-08-14', 'key'],
      ['2026-08-15', null],
    ] as const) {
      const file = await fileOn('7002', on);
      expect([on, file.standard, file.classes.standard.value]).toEqual([on, standard, standard]);
    }
    const bought = [{ key: 'key', query: "channel = 'web'" }];
    await put(JSON.stringify({ ...(settings as object), standards: bought }));
    expect((await fileOn('7002', '2026-08-13')).standard).toBe(null);
    expect((await fileOn('7002', '2026-08-14')).standard).toBe('key');
    await put(JSON.stringify(settings));
  });

  it('is the file itself today, and refused for a day to come or none', async () => {
    expect(await get('/api/customers/7002?asOf=2026-11-22')).toEqual(
      await get('/api/customers/7002'),
    );
    for (const day of ['2026-11-23', 'tomorrow']) {
      const answer = await shops.call(mine, `/api/customers/7002?asOf=${day}`);
      expect(answer.status).toBe(400);
    }
  });
});

describe('the whole shop as of a past day', () => {
  it('counts everybody who was there once in every scheme that places them', async () => {
    const shop = asOfSchema.parse(await get('/api/insights/as-of?date=2026-08-14'));
    expect(shop).toMatchObject({
      firstOrderOn: '2025-07-10',
      customers: 5,
      orders: 3,
      netSpent: { amount: '150.00' },
      walkIn: { orders: 0, netSpent: { amount: '0.00' } },
    });
    const lifecycle = shop.schemes.find(({ scheme }) => scheme === 'lifecycle')?.groups ?? [];
    expect(lifecycle.filter(({ customers }) => customers > 0)).toEqual([
      { key: 'prospect', customers: 2, netSpent: { amount: '0.00', currency: 'USD' } },
      { key: 'first_timer', customers: 1, netSpent: { amount: '50.00', currency: 'USD' } },
      { key: 'overdue', customers: 1, netSpent: { amount: '90.00', currency: 'USD' } },
      { key: 'written_off', customers: 1, netSpent: { amount: '10.00', currency: 'USD' } },
    ]);
  });

  it('has nobody with an order before the first one', async () => {
    const shop = asOfSchema.parse(await get('/api/insights/as-of?date=2020-01-01'));
    expect(shop).toMatchObject({ orders: 0, netSpent: { amount: '0.00' } });
    expect((await shops.call(mine, '/api/insights/as-of?date=2026-12-01')).status).toBe(400);
  });
});

describe('movement between two days', () => {
  const path = '/api/insights/movement?scheme=lifecycle&from=2026-08-14';

  it('says who went where, everybody once', async () => {
    const movement = movementSchema.parse(await get(`${path}&to=2026-11-22`));
    expect(movement.cells.map(({ from, to, customers }) => [from, to, customers])).toEqual(
      expect.arrayContaining([
        ['first_timer', 'overdue', 1],
        ['not_there', 'first_timer', 1],
      ]),
    );
    const counted = movement.cells.reduce((sum, { customers }) => sum + customers, 0);
    expect(counted).toBe(movement.to.customers);
    const { stayed, changed, arrived } = movement;
    expect(stayed + changed + arrived).toBe(counted);
    expect(movement.from.customers + arrived).toBe(movement.to.customers);
  });

  it('leads from every cell to exactly its people', async () => {
    const { cells } = movementSchema.parse(await get(`${path}&to=2026-11-22`));
    for (const { customers, moved } of cells) {
      const list = await get(`/api/customers?moved=${encodeURIComponent(moved)}`);
      expect(customerListSchema.parse(list).total, moved).toBe(customers);
    }
    const moved = 'lifecycle:2026-08-14:2026-11-22:first_timer:overdue';
    const found = customerListSchema.parse(await get(`/api/customers?moved=${moved}`));
    expect(found.customers.map(({ id }) => id)).toEqual(['7002']);
    const both = await get(
      `/api/customers?moved=${moved}&query=${encodeURIComponent('orders > 1')}`,
    );
    expect(customerListSchema.parse(both).total).toBe(0);
    for (const odd of ['', 'x', 'lifecycle:2026-08-14:2026-08-01:lost:lost']) {
      const answer = await shops.call(mine, `/api/customers?moved=${odd}`);
      expect(answer.status, odd).toBe(400);
    }
  });

  it('wants two days, the earlier first', async () => {
    for (const to of ['2026-08-14', '2026-08-01', '2026-12-01']) {
      expect((await shops.call(mine, `${path}&to=${to}`)).status, to).toBe(400);
    }
  });
});
