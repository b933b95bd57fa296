import { beforeEach, expect, test } from 'vitest';
import { auditWrite, listAudit, noteAudit } from '../../functions/platform/auditLog.ts';
import type { Table } from '../../functions/platform/dynamo.ts';
import { openAccessLog } from '../../functions/privacy/accessLogStore.ts';
import { startTestTable } from '../support/dynamo.ts';

const shop = 'one.myshopify.com';
const noon = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const all = { customerId: null, userId: null, cursor: null, limit: 50 };

let table: Table;
beforeEach(async () => {
  ({ table } = await startTestTable());
});

const saw = (atMs: number, customerIds: string[], userId = '42') => ({
  atMs,
  userId,
  seenIn: customerIds.length === 1 ? ('file' as const) : ('list' as const),
  customerIds,
});

test('who saw whom and when is answered newest first, by customer and by member of staff', async () => {
  const log = openAccessLog(table);
  await log.note(shop, saw(noon, ['1']));
  await log.note(shop, saw(noon + 2 * hour, ['1', '2', '3']));
  await log.note(shop, saw(noon + hour, ['2'], '43'));
  const times = async (question: object) =>
    (await log.list(shop, { ...all, ...question })).entries.map(({ atMs }) => (atMs - noon) / hour);
  expect(await times({})).toEqual([2, 1, 0]);
  expect(await times({ customerId: '1' })).toEqual([2, 0]);
  expect(await times({ userId: '43' })).toEqual([1]);
  expect(await times({ customerId: '3', userId: '43' })).toEqual([]);
  expect((await log.list('two.myshopify.com', all)).entries).toEqual([]);
});

test('the same view in the same hour is one entry, from one process or several, at its first time', async () => {
  const logs = [openAccessLog(table), openAccessLog(table)];
  for (let at = 0; at < 59; at += 10) {
    // The second process is new in the middle of the hour.
    for (const log of at < 30 ? logs.slice(0, 1) : logs) {
      await log.note(shop, saw(noon + at * minute, ['1']));
    }
  }
  await logs[0]!.note(shop, saw(noon + hour, ['1']));
  const { entries } = await logs[1]!.list(shop, all);
  expect(entries.map(({ atMs }) => (atMs - noon) / minute)).toEqual([60, 0]);
});

test('a view costs one put, the same view again none, and a list of nobody none', async () => {
  const log = openAccessLog(table);
  await log.note(shop, saw(noon, ['1']));
  expect(table.units.write).toBe(1);
  await log.note(shop, saw(noon + minute, ['1']));
  await log.note(shop, saw(noon, []));
  expect(table.units.write).toBe(1);
});

test('a long log is read a page at a time, each entry once', async () => {
  const log = openAccessLog(table);
  for (let n = 0; n < 25; n += 1) await log.note(shop, saw(noon + n * hour, [String(n % 2), 'x']));
  for (const customerId of [null, '1']) {
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await log.list(shop, { ...all, customerId, cursor, limit: 4 });
      seen.push(...page.entries.map(({ atMs }) => (atMs - noon) / hour));
      cursor = page.cursor;
    } while (cursor !== null);
    const wanted = Array.from({ length: 25 }, (_, n) => 24 - n);
    expect(seen).toEqual(customerId === null ? wanted : wanted.filter((n) => n % 2 === 1));
  }
});

test('changes are told newest first, those of a transaction and those noted alone', async () => {
  const entry = (n: number) => ({
    atMs: noon + n * minute,
    userId: '42',
    action: 'rule.edit',
    subject: `rule/${String(n)}`,
    changes: { name: { before: 'old', after: 'new' } },
  });
  for (const n of [1, 2, 3]) await table.transact([auditWrite(shop, entry(n), n)]);
  for (const n of [4, 5]) await noteAudit(table, shop, entry(n));
  const first = await listAudit(table, shop, { cursor: null, limit: 3 });
  expect(first.entries).toEqual([entry(5), entry(4), entry(3)]);
  const rest = await listAudit(table, shop, { cursor: first.cursor, limit: 3 });
  expect(rest).toEqual({ entries: [entry(2), entry(1)], cursor: null });
});
