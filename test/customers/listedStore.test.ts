import { expect, test } from 'vitest';
import { unpackLedger } from '../../functions/customers/ledger.ts';
import type { LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { walkBucket } from '../../functions/customers/listedStore.ts';
import {
  commit,
  customerWrites,
  nobodyYet,
  readCustomer,
} from '../../functions/customers/store.ts';
import { WireCustomer } from '../../functions/customers/wireCustomer.ts';
import { bucketOf, keys } from '../../functions/platform/keys.ts';
import { startTestTable } from '../support/dynamo.ts';
import { row } from './rows.ts';

const shop = 'one.myshopify.com';
const { table } = await startTestTable();

async function keep(customerId: string, orders: number): Promise<string> {
  const rows = Array.from({ length: orders }, (_, n) =>
    row({ orderId: `${customerId}${String(n)}`, placedAt: 1_700_000_000 + n }),
  );
  const { writes } = customerWrites(shop, nobodyYet(shop, customerId), { item: {}, rows });
  expect(await commit(table, writes)).toBe('kept');
  return customerId;
}

/** Rows by customer, and who was read in place. */
async function walked() {
  const item = new WireCustomer();
  const found = new Map<string, LedgerRow[]>();
  const inPlace: string[] = [];
  const reader = {
    item,
    inPlace: () => {
      inPlace.push(item.id());
      const { bytes, length } = item.ledger;
      found.set(item.id(), unpackLedger(new Uint8Array(bytes.subarray(0, length))));
      return true;
    },
    whole: (one: { item: { customerId: string }; rows: LedgerRow[] }) => {
      found.set(one.item.customerId, one.rows);
    },
  };
  for (let bucket = 0; bucket < 64; bucket += 1) await walkBucket(table, shop, bucket, reader);
  return { found, inPlace };
}

test('a bucket is walked with every ledger whole, also one of several items and one of which a part is gone', async () => {
  const small = await keep('71', 2);
  const large = await keep('72', 300);
  const broken = await keep('73', 300);
  const { chunks } = await readCustomer(table, shop, broken);
  const [first = ''] = chunks.keys();
  await table.delete(keys.chunk(shop, broken, first));

  const { found, inPlace } = await walked();
  expect(inPlace).toEqual([small]);
  expect([...found.keys()].sort()).toEqual([small, large, broken]);
  for (const id of [small, large, broken]) {
    const { rows } = await readCustomer(table, shop, id);
    expect([id, bucketOf(id), found.get(id)]).toEqual([id, bucketOf(id), rows]);
  }
  expect(found.get(large)?.length).toBe(300);
});
