import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { localRun, processesOn, refusedRun, type LocalRun } from '../support/localRun.ts';

/** The main job end to end on one machine, over HTTP and with real processes. */
const dataDir = mkdtempSync(join(tmpdir(), 'spine-'));
const args = ['--customers', '40', '--no-live'];
const patienceMs = 120_000;
let run: LocalRun;

interface Customer {
  id: string;
  orders: number;
  netSpent: { amount: string; currency: string };
}
const overview = async () =>
  (await run.get('/api/overview')) as { customers: number; orders: number; ranked: number };
const customer = async (id: string) => (await run.get(`/api/customers/${id}`)) as Customer;
const bestCustomer = async () => {
  const page = (await run.get('/api/customers?sort=-netSpent&limit=1')) as {
    customers: Customer[];
  };
  return page.customers[0]!;
};

function order(id: string, customerId: string, amount: string) {
  const at = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
  const money = { amount, currency_code: 'USD' };
  return {
    id: Number(id),
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    created_at: at,
    processed_at: at,
    updated_at: at,
    financial_status: 'paid',
    total_price_set: { shop_money: money, presentment_money: money },
    customer: {
      id: Number(customerId),
      admin_graphql_api_id: `gid://shopify/Customer/${customerId}`,
    },
    line_items: [],
    refunds: [],
  };
}
const cents = (amount: string) => Math.round(Number(amount) * 100);

beforeAll(async () => {
  run = await localRun(dataDir, args);
}, patienceMs);
afterAll(async () => {
  if (run.child.exitCode === null && run.child.signalCode === null) await run.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}, patienceMs);

describe('one machine', { timeout: patienceMs }, () => {
  test('a first start has made the history of a shop into customers and classes', async () => {
    const seen = await overview();
    expect(seen.customers).toBe(40);
    expect(seen.ranked).toBeGreaterThan(25);
    expect(seen.orders).toBeGreaterThan(seen.ranked);
    expect(await run.get('/health')).toEqual({ status: 'ok', queue: 0 });
    const page = await fetch(`${run.url}/`);
    expect([page.status, page.headers.get('Content-Type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
  });

  test('a signed webhook reaches the customer to the cent, a forged one is turned away', async () => {
    const before = await bestCustomer();
    const body = order('990000000000001', before.id, '12.34');
    expect(await run.webhook('orders/create', body)).toBe(200);
    expect(await run.webhook('orders/create', body)).toBe(200);
    await run.settled();
    const after = await customer(before.id);
    expect(after.orders).toBe(before.orders + 1);
    expect(cents(after.netSpent.amount)).toBe(cents(before.netSpent.amount) + 1234);
    const forged = await fetch(`${run.url}/webhooks/shopify`, { method: 'POST', body: '{}' });
    expect(forged.status).toBe(401);
  });

  test('other hosts and other sites are turned away, and a job that is not there is named', async () => {
    const origin = { method: 'POST', headers: { Origin: 'https://evil.example' } };
    expect((await fetch(`${run.url}/local/jobs/recompute`, origin)).status).toBe(403);
    await expect(run.post('/local/jobs/recomput')).rejects.toThrow(/Did you mean recompute/);
    expect(await run.post('/local/jobs/recompute')).toMatchObject({ customers: 40 });
  });

  test('a second run on the same folder or port is refused in words', async () => {
    const folder = await refusedRun(dataDir, args);
    expect(folder).toEqual({
      code: 1,
      output: expect.stringMatching(new RegExp(`Another run is using .*${run.url}/`)),
    });
    const server = createServer().listen(0, '127.0.0.1');
    await vi.waitFor(() => expect(server.listening).toBe(true));
    const port = String((server.address() as { port: number }).port);
    const fresh = mkdtempSync(join(tmpdir(), 'spine-'));
    const taken = await refusedRun(fresh, args, { PORT: port });
    expect(taken).toEqual({ code: 1, output: expect.stringContaining(`Port ${port} is taken`) });
    expect(processesOn(fresh)).toEqual([]);
    server.close();
    rmSync(fresh, { recursive: true });
  });

  test('killed right after it acknowledged a webhook it has lost nothing, and left nothing running', async () => {
    const before = await bestCustomer();
    expect(await run.webhook('orders/create', order('990000000000002', before.id, '1.00'))).toBe(
      200,
    );
    expect(await run.end('SIGKILL')).toBeNull();
    await vi.waitFor(() => expect(processesOn(dataDir)).toEqual([]), { timeout: 5_000 });

    run = await localRun(dataDir, ['--no-live']);
    await run.settled();
    const after = await customer(before.id);
    expect(after.orders).toBe(before.orders + 1);
    expect(cents(after.netSpent.amount)).toBe(cents(before.netSpent.amount) + 100);
    expect((await overview()).customers).toBe(40);
  });

  test('business time can be moved, and classes move with it', async () => {
    const moved = (await run.post('/local/clock', { now: '2030-01-01T00:00:00Z' })) as {
      now: string;
    };
    expect(moved.now).toMatch(/^2030-01-01T00:00/);
    await run.settled();
    const seen = (await run.get('/api/overview')) as {
      lifecycle: { key: string; customers: number }[];
    };
    const regular = seen.lifecycle.find(({ key }) => key === 'regular')?.customers ?? 0;
    expect(regular).toBe(0);
  });

  test('Ctrl-C ends it within seconds, well, and with nothing left running', async () => {
    const startedMs = Date.now();
    expect(await run.end('SIGINT')).toBe(0);
    expect(Date.now() - startedMs).toBeLessThan(5_000);
    expect(processesOn(dataDir)).toEqual([]);
    await expect(fetch(`${run.url}/health`)).rejects.toThrow();
  });
});
