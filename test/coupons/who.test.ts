import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type Desk } from '../../functions/coupons/desk.ts';
import {
  acceptGrowth,
  createRule,
  listRules,
  showRule,
} from '../../functions/coupons/manageRules.ts';
import { previewInput } from '../../functions/coupons/previewRule.ts';
import { measureConditions } from '../../functions/coupons/measureConditions.ts';
import { termsOf } from '../../functions/coupons/rule.ts';
import { draftRule, sendRequested } from '../../functions/coupons/ruleChange.ts';
import { runCoupons } from '../../functions/coupons/run.ts';
import { whoNow } from '../../functions/coupons/who.ts';
import type { Objects } from '../../functions/platform/objects.ts';
import { openGoods } from '../../functions/segments/groups/goodsFile.ts';
import { idAt } from '../../functions/segments/columns.ts';
import type { Attribute } from '../../functions/segments/query/attribute.ts';
import { changeCustomer } from '../../functions/customers/changeCustomer.ts';
import { nobody, sealPerson } from '../../functions/customers/person.ts';
import { attributes } from '../../functions/segments/query/attributes.ts';
import { conditionsHeld } from '../../functions/segments/query/conditions.ts';
import type { Query } from '../../functions/segments/query/query.ts';
import { contextOf } from '../../functions/segments/queryContext.ts';
import { recompute } from '../../functions/segments/recompute.ts';
import { openSegmentStore } from '../../functions/segments/segmentStore.ts';
import { openSnapshots } from '../../functions/segments/snapshot.ts';
import { readVersion } from '../../functions/segments/store.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { openShopStore } from '../../functions/shops/store.ts';
import type { ShopRecord } from '../../functions/shops/shop.schema.ts';
import { folderObjects } from '../../infra/local/objects.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import {
  activeRule,
  counterOver,
  daySeconds,
  noon,
  ruleInput,
  shop,
  silent,
  TestClock,
} from './counter.ts';
import { becameOverdue, order, place } from './shopFloor.ts';

let folder: string;
let objects: Objects;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coupons-who-'));
  objects = folderObjects(folder);
});
afterAll(() => rm(folder, { recursive: true }));

const record: ShopRecord = {
  shop,
  name: 'One',
  currency: 'GBP',
  timeZone: 'Europe/London',
  locale: 'en',
  installedAtMs: 1,
  uninstalledAtMs: null,
  scopes: [],
  token: null,
  rev: 0,
};

const overdue = { value: 'overdue', since: noon - 100 };

let engine: TestTable;
let desk: Desk;
let clock: TestClock;

beforeEach(async () => {
  engine = await startTestTable();
  const { table } = engine;
  const shops = openShopStore(table);
  await shops.write(record);
  const snapshots = openSnapshots(objects, (of) => readVersion(table, of));
  const goods = openGoods(objects, snapshots);
  clock = new TestClock();
  const fieldsRead = () => Promise.resolve({ fields: ['custom.skin_type'], since: Infinity });
  desk = openDesk({ ...counterOver(table, clock), table, shops, snapshots, goods, fieldsRead });
});

const tea = { productId: '9', quantity: 1, netMinor: 1000, variant: 'M / Loose' };

async function* products() {
  const size = { at: 0, of: 2 };
  yield [{ productId: '9', title: 'Green', type: 'Tea', vendor: null, tags: [], size }];
  await Promise.resolve();
}

/** Customer n spent n × 10.00, 100 days ago: all are overdue by the fixed boundaries. */
async function people(count: number) {
  for (let n = 1; n <= count; n += 1) {
    const fact = order({
      orderId: String(n),
      customerId: String(7000 + n),
      placedAt: noon - 100 * daySeconds,
      totalMinor: n * 1000,
      lines: [tea],
    });
    await place(engine.table, fact, null);
  }
}

async function compute() {
  const { table } = engine;
  const of = { shop, timeZone: 'Europe/London', currency: 'GBP', settings: defaultSettings };
  const { clock } = desk;
  const deps = { table, objects, clock, leases: desk.shops, log: silent };
  await recompute(of, 'test', { ...deps, products });
}

describe('a rule’s own condition', () => {
  test('narrows the preview, from the snapshot a run left', async () => {
    await people(8);
    await compute();
    const all = await previewInput(shop, ruleInput(), desk);
    expect(all).toMatchObject({ matching: 8, receiving: 8, excluded: [] });
    const some = await previewInput(shop, ruleInput({ who: 'net_spent >= 60' }), desk);
    expect(some).toMatchObject({
      matching: 8,
      receiving: 3,
      excluded: [{ reason: 'query', count: 5 }],
    });
    expect(some.sample.map(({ id }) => id)).toEqual(['7008', '7007', '7006']);
    expect(some.sample[0]).toMatchObject({ lastOrderAt: '2026-08-07T12:00:00.000Z' });
  });

  test('what nobody knows is undecided, and undecided gets nothing', async () => {
    await people(2);
    await compute();
    const preview = await previewInput(shop, ruleInput({ who: 'number_of_orders > 0' }), desk);
    expect(preview).toMatchObject({ receiving: 0, excluded: [{ reason: 'undecided', count: 2 }] });
  });

  test('that cannot be read is refused at the rule, with the place and what was meant', async () => {
    const by = { shop, userId: '1' };
    const input = ruleInput({ who: 'net_spend > 5' });
    await expect(createRule(by, 'r9', input, desk)).rejects.toMatchObject({
      code: 'invalid',
      details: { field: 'who', start: 0, end: 9, suggestion: 'net_spent' },
    });
  });

  test('asks for a field of the merchant’s own, and of one not read yet sends nothing', async () => {
    await people(2);
    const { table, shops, vault } = desk;
    const picked = [{ field: 'custom.skin_type', name: 'Skin' }];
    const merchantFields = { birthDate: null, picked };
    await shops.writeSettings(shop, { ...defaultSettings, merchantFields }, 0);
    const fields = { 'custom.skin_type': ['dry'] };
    const personal = sealPerson(vault, shop, '7001', { ...nobody, fields });
    const none = sealPerson(vault, shop, '7002', { ...nobody, city: 'Salem' });
    await changeCustomer(table, shop, '7001', () => ({ item: { personal } }));
    await changeCustomer(table, shop, '7002', () => ({ item: { personal: none, createdAt: 1 } }));
    await compute();
    const dry = "metafields.custom.skin_type CONTAINS 'dry'";
    const who = whoNow(record, desk);
    expect(await who(dry, '7001')).toBe('in');
    expect(await who(`NOT ${dry}`, '7001')).toBe('out');
    expect(await who(`NOT ${dry}`, '7002')).toBe('in');
    // Of somebody the shop has made since it was asked nothing is known.
    const asked = { fields: ['custom.skin_type'], since: 1 };
    const later = whoNow(record, { ...desk, fieldsRead: () => Promise.resolve(asked) });
    expect(await later(`NOT ${dry}`, '7002')).toBe('undecided');
    expect(await later(dry, '7001')).toBe('in');
    const unread = whoNow(record, {
      ...desk,
      fieldsRead: () => Promise.resolve({ fields: [], since: 0 }),
    });
    expect(await unread(`NOT ${dry}`, '7002')).toBe('undecided');
    const unpicked = ruleInput({ who: "metafields.custom.skin_typo CONTAINS 'dry'" });
    await expect(createRule({ shop, userId: '1' }, 'r8', unpicked, desk)).rejects.toMatchObject({
      details: { suggestion: 'metafields.custom.skin_type' },
    });
  });

  test('is asked of a customer as they are now, whatever the last run saw', async () => {
    await people(3);
    await compute();
    const who = whoNow(record, desk);
    expect(await who('net_spent > 45', '7003')).toBe('out');
    await place(
      engine.table,
      order({ orderId: '99', customerId: '7003', placedAt: noon - 50, totalMinor: 5000 }),
      null,
    );
    expect(await who('net_spent > 45', '7003')).toBe('in');
    expect(await who('nonsense here', '7003')).toBe('held');
  });

  test('asks what a customer favours of their orders as they are now', async () => {
    await people(2);
    await compute();
    const again = { orderId: '99', customerId: '7002', placedAt: noon - 50, lines: [tea] };
    await place(engine.table, order(again), null);
    const who = whoNow(record, desk);
    expect(await who("favourite_type = 'tea'", '7001')).toBe('undecided');
    expect(await who("favourite_type = 'tea'", '7002')).toBe('in');
    expect(await who("bought_products CONTAINS 'Green'", '7001')).toBe('in');
    expect(await who("usual_size = 'm'", '7001')).toBe('undecided');
    expect(await who("usual_size = 'm' AND usual_sizes CONTAINS 'tea m'", '7002')).toBe('in');
  });
});

test('finds in a customer’s own file what the list says of them, whatever it asks about', async () => {
  await people(5);
  for (let n = 1; n <= 5; n += 1) {
    for (let more = 0; more < n % 4; more += 1) {
      const placedAt = noon - (90 - 30 * more - n) * daySeconds;
      const orderId = `${String(n)}-${String(more)}`;
      const again = { orderId, customerId: String(7000 + n), placedAt, lines: [tea] };
      await place(engine.table, order(again), null);
    }
  }
  await compute();
  const { columns, meta } = (await desk.snapshots.open(shop))!;
  const at = contextOf(meta.timeZone, meta.currency, meta.asOf);
  const who = whoNow(record, desk);
  const differing: string[] = [];
  for (const attribute of attributes) {
    if (attribute.type === 'segment') continue;
    const query: Query = { kind: 'isNull', attribute: attribute.name };
    for (let i = 0; i < columns.count; i += 1) {
      const [[held] = []] = conditionsHeld(query, columns, [i], at);
      const condition = asked(attribute, held?.value ?? null);
      const answer = await who(condition, idAt(columns, i));
      if (answer !== 'in') differing.push(`${condition} of ${idAt(columns, i)}: ${answer}`);
    }
  }
  expect(differing).toEqual([]);
});

/** A condition that whoever has this value meets. */
function asked({ name, type }: Attribute, value: string | null): string {
  if (value === null) return `${name} IS NULL`;
  if (type === 'list') return `${name} CONTAINS ${value.split(', ')[0] ?? ''}`;
  if (type !== 'number' || !value.includes('.')) return `${name} = ${value}`;
  const near = [-0.01, 0.01].map((by) => (Number(value) + by).toFixed(3));
  return `${name} BETWEEN ${near.join(' AND ')}`;
}

describe('a condition that suddenly finds far more than before', () => {
  /** One more run over all of them. */
  async function run() {
    clock.wall += 1000;
    await compute();
  }

  test('sends nothing and loses nobody, until somebody says that this many is right', async () => {
    await people(30);
    await run();
    const rule = await activeRule(desk, { who: 'net_spent >= 10' });
    expect(await showRule(shop, 'r1', desk)).toMatchObject({ held: null });
    await people(160);
    await place(engine.table, order({ orderId: '1', customerId: '7001' }), overdue, [
      becameOverdue,
    ]);
    await run();

    const held = await runCoupons(shop, desk);
    expect(held).toMatchObject({ marks: 1, outcomes: { held: 1 } });
    expect(await runCoupons(shop, desk)).toMatchObject({ marks: 1, outcomes: { held: 1 } });
    expect(await desk.coupons.ofCustomer(shop, '7001')).toEqual([]);
    const since = new Date(noon * 1000).toISOString();
    const why = { reason: 'grown', count: 160, before: 30, since, keptBack: 1, room: 1 };
    const atMost = { ...why, roomCeiling: { amount: '10.00', currency: 'GBP' } };
    expect((await showRule(shop, 'r1', desk)).held).toEqual(atMost);
    expect((await listRules(shop, desk)).map((one) => one.held)).toEqual([atMost]);
    await desk.rules.write(shop, sendRequested((await desk.rules.read(shop, 'r1'))!, noon));
    expect(await runCoupons(shop, desk)).toMatchObject({ sentToWaiting: 0 });
    expect((await desk.rules.read(shop, 'r1'))?.waiting.requestedAt).toBe(noon);

    const by = { shop, userId: '42' };
    await expect(acceptGrowth(by, rule.ruleId, 159, desk)).rejects.toMatchObject({
      code: 'conflict',
    });
    await acceptGrowth(by, rule.ruleId, 160, desk);
    expect(await runCoupons(shop, desk)).toMatchObject({ marks: 1, outcomes: { offered: 1 } });
    expect(await desk.coupons.ofCustomer(shop, '7001')).toHaveLength(1);
    expect((await desk.rules.read(shop, 'r1'))?.keptBack).toBe(0);
  });

  test('is noticed by the run, before anybody opens a page or anything is sent', async () => {
    await people(30);
    await run();
    await activeRule(desk, { who: 'net_spent >= 10' });
    const draft = draftRule('r2', termsOf(ruleInput({ who: 'net_spent >= 11' }), 'GBP'), noon);
    await desk.rules.write(shop, draft);
    await measureConditions(shop, desk);
    await people(160);
    await run();
    await measureConditions(shop, desk);
    const listed = await listRules(shop, desk);
    expect(listed.map(({ id, held }) => [id, held?.reason])).toEqual([
      ['r1', 'grown'],
      ['r2', undefined],
    ]);
  });

  test('and one that asks for a segment nobody finds any more sends nothing either', async () => {
    await people(3);
    await run();
    await activeRule(desk, { who: "segments CONTAINS 'Friends'" });
    await place(engine.table, order({ orderId: '1', customerId: '7001' }), overdue, [
      becameOverdue,
    ]);
    expect(await runCoupons(shop, desk)).toMatchObject({ marks: 1, outcomes: { held: 1 } });
    expect(await showRule(shop, 'r1', desk)).toMatchObject({ held: { reason: 'unreadable' } });
  });

  test('asks for a segment by its name, and for who is in it now', async () => {
    await people(3);
    await run();
    await openSegmentStore(engine.table).write(
      shop,
      {
        segmentId: 's1',
        rev: 0,
        version: 1,
        name: 'Friends',
        query: 'net_spent >= 20',
        label: null,
        createdAt: 1,
        editedAt: 1,
      },
      { atMs: 1, userId: '1', action: 'segment.create', subject: 'segment/s1', changes: {} },
    );
    const preview = await previewInput(
      shop,
      ruleInput({ who: "segments CONTAINS 'friends'" }),
      desk,
    );
    expect(preview).toMatchObject({ matching: 3, receiving: 2 });
    const who = whoNow(record, desk);
    expect(await who("NOT segments CONTAINS 'Friends'", '7001')).toBe('in');
    expect(await who("NOT segments CONTAINS 'Friends'", '7003')).toBe('out');
  });
});

test('without a run there is nothing to preview, and it says so', async () => {
  await expect(previewInput(shop, ruleInput(), desk)).rejects.toMatchObject({
    code: 'unavailable',
  });
});
