import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { OrderFact } from '../../functions/customers/orderFact.ts';
import { csvMappingSchema } from '../../functions/intake/csvMapping.schema.ts';
import { importCsv } from '../../functions/intake/importCsv.ts';
import { parseMinor } from '../../functions/platform/money.ts';
import { dataRows, dataStream, sharedData } from '../support/sharedData.ts';

const gbShop = { shop: 'gifts.myshopify.com', currency: 'GBP', timeZone: 'Europe/London' };
const small = csvMappingSchema.parse({
  order: { id: ['id'] },
  customer: { id: 'who' },
  placedAt: { column: 'on', format: 'yyyy-MM-dd' },
  total: 'total',
});

async function* pieces(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
    await Promise.resolve();
  }
}

/** Imports without a table: what would be applied is kept as told. */
async function run(bytes: AsyncIterable<Uint8Array>, mapping = small, shop = gbShop) {
  const facts: OrderFact[] = [];
  const report = await importCsv({ id: 'one', fileName: 'orders.csv', bytes, mapping }, shop, {
    applyHistory: (_, batch) => {
      facts.push(...batch);
      return Promise.resolve();
    },
    customersOfMail: (_, emails) => Promise.resolve(new Map(emails.map((e) => [e, `of-${e}`]))),
  });
  return { report, facts };
}

const text = (lines: string[]) => pieces(Buffer.from(lines.join('\n')), 7);

test('a file may be plain or gzip, whatever its name, and come in any pieces', async () => {
  const lines = ['id,who,on,total', '1,a,2026-01-01,10.00', '2,,2026-01-02,5.50'];
  const plain = await run(text(lines));
  const packed = await run(pieces(gzipSync(lines.join('\r\n')), 1));
  expect(plain.report).toEqual({
    id: 'one',
    fileName: 'orders.csv',
    state: 'done',
    rows: 2,
    orders: 2,
    customers: 1,
    guests: 1,
    credits: 0,
    skipped: 0,
    reasons: [],
    total: { amount: '15.50', currency: 'GBP' },
    message: null,
  });
  expect(packed).toEqual(plain);
});

test('line numbers count lines of the file, also where a value spans several', async () => {
  const { report } = await run(
    text(['\ufeffid,who,on,total', '1,"a', 'b",2026-01-01,1', '', '2,c,never,1', 'short,row']),
  );
  expect(report).toMatchObject({ rows: 3, orders: 0, skipped: 3 });
  expect(report.reasons).toEqual([
    { line: 2, reason: 'the customer has no usable id' },
    { line: 5, reason: 'the date is not like yyyy-MM-dd' },
    { line: 6, reason: 'the row has 2 values, the first row of the file 4' },
  ]);
});

describe('a file that cannot be read to its end says so', () => {
  const good = ['id,who,on,total', '1,a,2026-01-01,10.00'];
  test('an open quote', async () => {
    const { report } = await run(text([...good, '2,"b,2026-01-01,10.00', '']));
    expect(report.state).toBe('failed');
    expect(report.message).toMatch(/^A quote that is opened near line \d is never closed\./);
  });
  test('a gzip file cut off', async () => {
    const packed = gzipSync([...good, ''].join('\n'));
    const { report } = await run(pieces(packed.subarray(0, packed.length - 10), 5));
    expect(report.state).toBe('failed');
    expect(report.message).toContain('damaged or cut off');
  });
  test('nothing at all', async () => {
    const { report } = await run(text(['']));
    expect(report).toMatchObject({ state: 'failed', message: 'The file is empty.' });
  });
  test('other columns', async () => {
    const { report } = await run(text(['a,b', '1,2']));
    expect(report.message).toContain('The file has no column "id", "who", "on", "total"');
  });
});

test('a failure to keep the orders is a fault, not a word about the file', async () => {
  const failing = importCsv(
    {
      id: 'one',
      fileName: 'f',
      bytes: text(['id,who,on,total', '1,a,2026-01-01,1']),
      mapping: small,
    },
    gbShop,
    {
      applyHistory: () => Promise.reject(new Error('no table')),
      customersOfMail: () => Promise.resolve(new Map()),
    },
  );
  await expect(failing).rejects.toThrow('no table');
});

function mappingFixture(name: string) {
  const file = new URL(`../fixtures/${name}`, import.meta.url);
  return csvMappingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

test.skipIf(!sharedData)(
  'half a million real invoice lines become the invoices they are, to the cent',
  { timeout: 120_000 },
  async () => {
    const { report, facts } = await run(
      dataStream('uci_online_retail_lines.csv.gz'),
      mappingFixture('uci-online-retail.mapping.json'),
    );
    expect(report).toMatchObject({
      state: 'done',
      rows: 541_909,
      orders: 25_900,
      customers: 4372,
      guests: 3710,
      credits: 3836,
      skipped: 0,
      total: { amount: '9747747.93', currency: 'GBP' },
    });
    const [, ...invoices] = dataRows('uci_online_retail_orders.csv.gz');
    const made = new Map(
      facts.map((fact) => {
        const units = fact.lines.reduce((sum, line) => sum + line.quantity, 0);
        const { orderId, customerId, kind, totalMinor, lines } = fact;
        return [orderId, [customerId ?? '', kind, totalMinor, lines.length, units].join()];
      }),
    );
    const different = invoices.filter(([id = '', who = '', , , lines, units, total = '']) => {
      const kind = id.startsWith('C') ? 'credit' : 'order';
      return made.get(id) !== [who, kind, parseMinor(total, 'GBP'), lines, units].join();
    });
    expect(different).toEqual([]);
    expect(invoices).toHaveLength(made.size);
  },
);

test.skipIf(!sharedData)(
  'CDNOW has one order a row, except sales of nothing, which are no orders',
  { timeout: 60_000 },
  async () => {
    const { report, facts } = await run(
      dataStream('cdnow_master_elog.csv.gz'),
      mappingFixture('cdnow.mapping.json'),
      { shop: 'cds.myshopify.com', currency: 'USD', timeZone: 'UTC' },
    );
    expect(report).toMatchObject({ rows: 69_659, orders: 69_579, customers: 23_502, skipped: 80 });
    expect(new Set(report.reasons.map(({ reason }) => reason))).toEqual(
      new Set(['the total is zero']),
    );
    expect(new Set(facts.map((fact) => fact.orderId)).size).toBe(69_579);
  },
);
