import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readPush } from '../../functions/segments/pushStore.ts';
import { startTestTable, type TestTable } from '../support/dynamo.ts';
import { Died, Fuse } from '../coupons/fuse.ts';
import { by, config, openPushShop, shop, type PushShop } from './pushShop.ts';

let folder: string;
let opened = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'push-'));
});
afterAll(() => rm(folder, { recursive: true }));

let engine: TestTable;
let at: PushShop;
beforeEach(async () => {
  at = await open();
});
afterEach(() => at.standIn.close());

async function open(): Promise<PushShop> {
  engine = await startTestTable();
  opened += 1;
  const own = join(folder, String(opened));
  await mkdir(own);
  const made = await openPushShop(engine, own);
  await made.segment('Spent much', 'net_spent >= 30', 'vip');
  return made;
}

/** Ten to sixty dollars spent by customers 1 to 6. */
const six = { 1: 1000, 2: 2000, 3: 3000, 4: 4000, 5: 5000, 6: 6000 };
const again = async () => {
  await at.desk.run(by);
  return at.push();
};
const everyone = (n = 6) => Array.from({ length: n }, (_, i) => at.tagsOf(i + 1).join(' '));

describe('marking customers with tags', () => {
  test('marks who is in, takes the mark off who is out, and sends only what differs', async () => {
    at.compute(six);
    await at.desk.set(by, config());
    at.calls();
    expect(await at.push()).toEqual({ did: 'marked', changed: 4, carrying: 4 });
    expect(everyone()).toEqual(['', '', 'cl:vip', 'cl:vip', 'cl:vip', 'cl:vip']);
    expect(at.calls()).toEqual(['CustomerMarks', 'TagsAdd', 'TagsAdd', 'TagsAdd', 'TagsAdd']);

    expect(await again()).toEqual({ did: 'nothing', changed: 0, carrying: 4 });
    expect(at.calls()).toEqual([]);

    at.compute({ ...six, 1: 9000, 3: 100 });
    expect(await again()).toEqual({ did: 'marked', changed: 2, carrying: 4 });
    expect(everyone()).toEqual(['cl:vip', '', '', 'cl:vip', 'cl:vip', 'cl:vip']);
    expect(at.calls()).toEqual(['CustomerMarks', 'TagsAdd', 'TagsRemove']);
  });

  test('leaves the shop’s own tags alone, an equal one too, and never asks about it again', async () => {
    at.compute(six);
    at.standIn.shop(shop).setTags('7004', ['CL:VIP', 'friend']);
    await at.desk.set(by, config());
    expect(await at.push()).toMatchObject({ carrying: 3 });
    expect(at.tagsOf(4)).toEqual(['CL:VIP', 'friend']);
    at.calls();
    await again();
    expect(at.calls()).toEqual([]);
    at.compute({ ...six, 4: 100, 5: 100 });
    await again();
    expect([at.tagsOf(4), at.tagsOf(5)]).toEqual([['CL:VIP', 'friend'], []]);
  });

  test('"remove" takes off exactly what we put on, and nothing is marked from then on', async () => {
    at.compute(six);
    at.standIn.shop(shop).setTags('7003', ['friend']);
    at.standIn.shop(shop).setTags('7006', ['cl:vip']);
    await at.desk.set(by, config({ schemes: ['level', 'lifecycle'] }));
    await at.push();
    expect(at.tagsOf(3)).toEqual(['cl:level-C', 'cl:lifecycle-first_timer', 'cl:vip', 'friend']);
    await at.desk.remove(by);
    await at.push();
    expect(everyone()).toEqual(['', '', 'friend', '', '', 'cl:vip']);
    expect(await readPush(engine.table, shop)).toMatchObject({ base: null, carrying: 0 });
    const keys: string[] = [];
    for await (const key of at.deps.objects.list(`push/${shop}/`)) keys.push(key);
    expect(keys).toEqual([]);
    await expect(at.desk.run(by)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('another prefix, or the metafield, replaces what was there', async () => {
    at.compute(six);
    await at.desk.set(by, config());
    await at.push();
    await at.desk.set(by, config({ prefix: 'we' }));
    await at.push();
    expect(everyone()).toEqual(['', '', 'we:vip', 'we:vip', 'we:vip', 'we:vip']);
    at.calls();
    await at.desk.set(by, config({ as: 'metafield', schemes: ['level'] }));
    await at.push();
    expect(everyone()).toEqual(['', '', '', '', '', '']);
    expect(at.labelsOf(6)).toBe('["level-C","vip"]');
    expect(at.calls().filter((name) => name === 'MetafieldsSet')).toHaveLength(1);
    await at.desk.remove(by);
    await at.push();
    expect([1, 2, 3, 4, 5, 6].map(at.labelsOf)).toEqual([null, null, null, null, null, null]);
  });

  test.each(['the prefix', 'the label'])(
    'a mark whose letters only change their case, by %s, stays ours and on its customer',
    async (changed) => {
      at.compute(six);
      await at.desk.set(by, config());
      await at.push();
      if (changed === 'the prefix') await at.desk.set(by, config({ prefix: 'CL' }));
      else await at.segment('Spent much', 'net_spent >= 30', 'VIP');
      await again();
      expect(everyone().map((tags) => tags.toLowerCase())).toEqual([
        ...['', '', 'cl:vip', 'cl:vip', 'cl:vip', 'cl:vip'],
      ]);
      await at.desk.remove(by);
      await at.push();
      expect(everyone()).toEqual(['', '', '', '', '', '']);
    },
  );

  test('a customer who is gone is forgotten, the others are marked all the same', async () => {
    at.compute(six);
    await at.desk.set(by, config());
    at.standIn.shop(shop).deleteCustomer('7005');
    expect(await at.push()).toMatchObject({ changed: 4, carrying: 3 });
    at.compute({ 1: 1000, 2: 2000, 3: 3000, 4: 4000, 5: 5000 });
    at.standIn.shop(shop).deleteCustomer('7006');
    expect(await again()).toMatchObject({ changed: 2, carrying: 3 });
  });
});

describe('what stays as it is until somebody looks', () => {
  test('a segment that suddenly has far more, and one whose query cannot be read', async () => {
    const many = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, 5000]));
    at.compute(many(60));
    await at.desk.set(by, config());
    await at.push();
    at.compute(many(200));
    at.calls();
    expect(await again()).toMatchObject({ did: 'nothing', carrying: 60 });
    expect(at.calls()).toEqual([]);
    expect(await at.desk.show(shop)).toMatchObject({ heldLabels: ['vip'], state: 'done' });
    await at.deps.queries.accept(shop, 'net_spent >= 30', null);
    expect(await again()).toMatchObject({ changed: 140, carrying: 200 });

    await at.segment('Spent much', 'net_spend >= 30', 'vip');
    at.compute(six);
    expect(await again()).toMatchObject({ carrying: 6 });
    expect(await at.desk.show(shop)).toMatchObject({ heldLabels: ['vip'] });
  });

  test('whoever carries it, its label written in another case meanwhile', async () => {
    const many = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, 5000]));
    at.compute(many(60));
    await at.desk.set(by, config());
    await at.push();
    at.compute(many(200));
    await at.segment('Spent much', 'net_spent >= 30', 'VIP');
    expect(await again()).toMatchObject({ carrying: 60 });
    expect([1, 60, 61].map((n) => at.tagsOf(n))).toEqual([['cl:vip'], ['cl:vip'], []]);
  });

  test.each(['another prefix', 'the metafield'])(
    'whoever carries it, under %s chosen meanwhile, at every moment',
    async (chosen) => {
      const many = (n: number) =>
        Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, 5000]));
      at.compute(many(60));
      await at.segment('Also', 'net_spent >= 40', 'too');
      await at.desk.set(by, config());
      await at.push();
      at.compute(many(200));
      await again();
      const held = (await at.desk.show(shop)).heldLabels;
      expect(held.toSorted()).toEqual(['too', 'vip']);
      const other =
        chosen === 'the metafield' ? config({ as: 'metafield' }) : config({ prefix: 'we' });
      await at.desk.set(by, other);
      const { marks } = at.deps;
      const bare: string[] = [];
      const watched: typeof marks = {
        ...marks,
        removeTags: async (of, id, tags) => {
          const n = Number(id) - 7000;
          const hasNew = at.tagsOf(n).includes('we:vip') || at.labelsOf(n) === '["too","vip"]';
          if (!hasNew) bare.push(id);
          return marks.removeTags(of, id, tags);
        },
      };
      expect(await at.push({ ...at.deps, marks: watched })).toMatchObject({
        changed: 60,
        carrying: 60,
      });
      expect(bare).toEqual([]);
      const [one, last] = [1, 61].map((n) => [at.tagsOf(n).join(' '), at.labelsOf(n)]);
      expect(one).toEqual(
        chosen === 'the metafield' ? ['', '["too","vip"]'] : ['we:too we:vip', null],
      );
      expect(last).toEqual(['', null]);
      await at.desk.set(by, config());
      await at.push();
      expect([at.tagsOf(1), at.labelsOf(1)]).toEqual([['cl:too', 'cl:vip'], null]);
    },
  );

  test.each([
    "NOT customer_tags CONTAINS 'CL:flap'",
    'customer_tags IS NULL',
    'customer_tags IS NOT NULL',
  ])('a segment that moves with the tags we set ourselves: %s', async (query) => {
    at.compute(six);
    await at.segment('Flapping', query, 'flap');
    await at.desk.set(by, config());
    await at.push();
    expect(everyone().join(' ')).not.toContain('flap');
    expect(await at.desk.show(shop)).toMatchObject({ heldLabels: ['flap'] });
  });

  test('everything, while the shop gives no leave to write customers', async () => {
    at.compute(six);
    at.allow(false);
    await expect(at.desk.set(by, config())).rejects.toMatchObject({ code: 'forbidden' });
    at.allow(true);
    await at.desk.set(by, config());
    at.allow(false);
    expect(await at.push()).toMatchObject({ did: 'noLeave' });
    expect(everyone().join('')).toBe('');
    at.allow(true);
    expect(await at.push()).toMatchObject({ did: 'marked', carrying: 4 });
  });
});

test.each(['before', 'after'] as const)(
  'cut short %s any of its steps it comes to the same, and takes nothing of the shop’s own off',
  async (when) => {
    const methods = {
      table: ['put', 'transact', 'get'],
      objects: ['put', 'get', 'delete'],
      marks: ['read', 'addTags', 'removeTags', 'setLabels', 'deleteLabels'],
    } as const;
    let survived = false;
    for (let step = 1; !survived; step += 4) {
      await at.standIn.close();
      at = await open();
      at.compute(six);
      at.standIn.shop(shop).setTags('7004', ['cl:vip']);
      await at.desk.set(by, config());
      await at.push();
      at.compute({ ...six, 2: 7000, 4: 100, 6: 100 });
      await at.desk.run(by);
      const fuse = new Fuse(step, when);
      const { table, objects, marks } = at.deps;
      const dying = {
        ...at.deps,
        table: fuse.wrap(table, methods.table),
        objects: fuse.wrap(objects, methods.objects),
        marks: fuse.wrap(marks, methods.marks),
        // The lease of a process that died is waited out.
        leases: { lease: () => Promise.resolve(true), release: () => Promise.resolve() },
      };
      try {
        await at.push(dying);
        survived = true;
      } catch (error) {
        if (!(error instanceof Died)) throw error;
      }
      await at.push();
      expect(everyone(), String(step)).toEqual(['', 'cl:vip', 'cl:vip', 'cl:vip', 'cl:vip', '']);
      await at.desk.remove(by);
      await at.push();
      expect(everyone(), String(step)).toEqual(['', '', '', 'cl:vip', '', '']);
    }
  },
  30_000,
);
