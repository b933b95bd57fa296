import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { calendarOf } from '../../../functions/customers/calendar.ts';
import { listedAttributes } from '../../../functions/customers/listedCustomer.ts';
import { nobody, sealPerson } from '../../../functions/customers/person.ts';
import { connectDynamo } from '../../../functions/platform/dynamoClient.ts';
import { openTable } from '../../../functions/platform/dynamo.ts';
import { vaultFromKey } from '../../../functions/platform/vault.ts';
import { walkWirePage } from '../../../functions/platform/wirePage.ts';
import { gather } from '../../../functions/segments/gather.ts';
import { openTraits } from '../../../functions/segments/groups/traits.ts';
import { ShopBuilder } from '../../../functions/segments/shopBuilder.ts';
import { defaultSettings } from '../../../functions/shops/settings.schema.ts';
import { bestOf, processorMs } from '../processorTime.ts';
import { growth, mebibytes, type BenchRow } from '../row.ts';
import { customerPages, pagesOf } from './customerPages.ts';

const shop = 'bench.myshopify.com';
const sizes = { small: 100_000, large: 1_000_000 } as const;
const sealed = 20_000;
const buckets = 64;

/** Reads customers as a run does, `asOf` in epoch seconds: from pages at hand, and as a whole over HTTP. */
export async function readRows(asOf: number): Promise<BenchRow[]> {
  const small = await readShop(sizes.small, asOf);
  const large = await readShop(sizes.large, asOf);
  const rate = aSecond(large.customers, large.ms);
  return [
    pagesRow(asOf),
    {
      what: 'a run reads 1M customers over HTTP, asks 5.5M orders for guests, and folds them',
      value: `${(large.ms / 1000).toFixed(1)} s, ${rate}`,
    },
    {
      what: 'memory then, columns of customers and orders and lines',
      value: mebibytes(large.bytes),
    },
    growth('reading, 100k to 1M customers', large.ms / small.ms),
    traitsRow(),
  ];
}

function pagesRow(asOf: number): BenchRow {
  const pages = pagesOf(
    customerPages(sizes.small / buckets, asOf, new Set(listedAttributes)),
    buckets,
  );
  const time = { asOf, calendar: calendarOf('UTC') };
  const { ms, result } = bestOf(5, () => {
    const builder = new ShopBuilder(time, defaultSettings, null);
    for (const page of pages) {
      walkWirePage(page, (cursor) => {
        if (!builder.item.read(cursor) || !builder.inPlace()) throw new Error('an unusual item');
      });
    }
    return builder.done();
  });
  return {
    what: '100k customers and their ledgers from raw pages into columns',
    value: aSecond(result.columns.count, ms),
    budget: '≥ 150,000',
  };
}

async function readShop(customers: number, asOf: number) {
  const file = join(import.meta.dirname, 'pageServer.ts');
  const child = spawn(process.execPath, [file, String(customers), String(asOf)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    const endpoint = `http://127.0.0.1:${String(said).trim()}`;
    const table = openTable(connectDynamo({ region: 'us-east-1', endpoint }), 'bench');
    const before = await heldBytes();
    const started = processorMs();
    const time = { asOf, calendar: calendarOf('UTC') };
    const gathered = await gather(table, shop, time, defaultSettings);
    const ms = processorMs() - started;
    const bytes = (await heldBytes()) - before;
    return { customers: gathered.columns.count, ms, bytes };
  } finally {
    child.kill();
  }
}

/** Of typed arrays that are still in use; what was let go is freed a moment after it is collected. */
async function heldBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await setTimeout(50);
  }
  return process.memoryUsage().arrayBuffers;
}

/** What a run opens of each customer beside: country, region and age lie sealed. */
function traitsRow(): BenchRow {
  const vault = vaultFromKey(new Uint8Array(32).fill(7));
  const person = {
    ...nobody,
    firstName: 'Jamie',
    lastName: 'Sakamoto',
    email: 'jamie.sakamoto@example.com',
    phone: '+81312345678',
    address1: '1-2-3 Nishi',
    city: 'Kyoto',
    province: 'Kyoto',
    zip: '600-0000',
    countryCode: 'JP',
  };
  const customers = Array.from({ length: sealed }, (_, index) => {
    const customerId = String(7_000_000_000_000 + index);
    return { customerId, personal: sealPerson(vault, shop, customerId, person), createdAt: 1 };
  });
  const traitsOf = openTraits(vault, shop, { fields: [], since: 0 });
  const { ms, result } = bestOf(3, () =>
    customers.filter((one) => traitsOf(one, 20_000).country === 'JP'),
  );
  if (result.length !== sealed) throw new Error('a seal that does not open');
  return {
    what: 'country, region and age out of the seal',
    value: `${((ms / sealed) * 1000).toFixed(1)} s a million, ${aSecond(sealed, ms)}`,
  };
}

function aSecond(customers: number, ms: number): string {
  return `${Math.round((customers / ms) * 1000).toLocaleString('en')} a second a core`;
}
