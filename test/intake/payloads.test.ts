import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readBulkFile } from '../../functions/shopify/bulkFile.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import { knock } from './door.ts';
import { openDesk } from './intakeDesk.ts';
import { leftBy, type Left } from './left.ts';
import { ownSamples, shopifySamples, type Effect } from './payloadEffects.ts';

let test: TestTable;
let shops = 0;
beforeAll(async () => {
  test = await startTestTable();
});
const desk = (currency = 'USD') => {
  shops += 1;
  return openDesk(test.table, `shop${String(shops)}.myshopify.com`, { currency });
};

const ownFolder = 'test/fixtures/payloads';
const shopifyFolder = '../shared/shopify/payloads';
const nothing: Left = { orders: {}, customers: {}, deleted: [], asked: [] };

async function effectOf(folder: string, { file, topic, currency }: Effect) {
  const shop = await desk(currency);
  const passed = await knock(shop, topic, readFileSync(`${folder}/${file}.json`));
  return { passed, left: await leftBy(shop, test.client, test.name) };
}

function expectEffect({ passed, left }: Awaited<ReturnType<typeof effectOf>>, effect: Effect) {
  const reasons = effect.reasons ?? [];
  const poison = reasons.some((reason) => reason.includes(' '));
  expect(passed).toEqual({ status: 200, failed: poison, reasons });
  expect(left).toEqual({ ...nothing, ...effect.left });
}

const present = existsSync(shopifyFolder);
describe.skipIf(!present && process.env['CI'] !== 'true')("Shopify's own samples", () => {
  if (!present) console.warn(`No samples in ${shopifyFolder}: not tried.`);

  it.each(shopifySamples)('$file leaves what it should', async (effect) => {
    expectEffect(await effectOf(shopifyFolder, effect), effect);
  });

  it('are all in the table', () => {
    const files = readdirSync(shopifyFolder).filter((file) => file.endsWith('.json'));
    const told = new Set(shopifySamples.map(({ file }) => `${file}.json`));
    expect(files.filter((file) => !told.has(file))).toEqual([]);
  });

  it('of a bulk file without its groups is refused whole, rather than read apart', async () => {
    const bytes = readFileSync(`${shopifyFolder}/bulk_query_result-1.jsonl`);
    const url = `data:application/jsonl;base64,${bytes.toString('base64')}`;
    const read = async () => {
      const roots: unknown[] = [];
      for await (const { root } of readBulkFile(url, 0, fetch)) roots.push(root);
      return roots;
    };
    await expect(read()).rejects.toMatchObject({ kind: 'malformed', codes: ['UNGROUPED'] });
  });
});

describe('our own samples', () => {
  it.each(ownSamples)('$file leaves what it should', async (effect) => {
    expectEffect(await effectOf(ownFolder, effect), effect);
  });

  it('are all in the table', () => {
    const told = new Set(ownSamples.map(({ file }) => `${file}.json`));
    expect(readdirSync(ownFolder).filter((file) => !told.has(file))).toEqual([]);
  });
});
