import { expect, test } from 'vitest';
import type { DueMark } from '../../functions/customers/dueMark.schema.ts';
import {
  dropDueMarks,
  dueMarkWrites,
  listDueChanges,
} from '../../functions/customers/dueMarkStore.ts';
import { bucketCount } from '../../functions/platform/keys.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'marks.myshopify.com';
// Another shop counts customers and orders from 1 each.
const id = 'till:7';
const moved: DueMark = {
  kind: 'class',
  rev: 1,
  at: 100,
  customerId: id,
  scheme: 'level',
  from: null,
  to: 'A',
  cause: 'order',
  orderId: 'till:1',
};
const redeemed: DueMark = {
  kind: 'redeemed',
  rev: 1,
  at: 200,
  customerId: null,
  orderId: id,
  codes: ['OURS'],
};

test('what a guest’s order left stands beside what a customer of the same id left', async () => {
  const { table } = await startTestTable();
  for (const mark of [moved, redeemed]) await table.transact(dueMarkWrites(shop, [mark]));
  const left = async () => {
    const marks: DueMark[] = [];
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      for await (const page of listDueChanges(table, shop, bucket)) {
        marks.push(...page.flatMap((change) => change.marks));
      }
    }
    return marks.sort((one, other) => one.at - other.at);
  };
  expect(await left()).toEqual([moved, redeemed]);
  expect(await dropDueMarks(table, shop, id)).toBe(1);
  expect(await left()).toEqual([redeemed]);
});
