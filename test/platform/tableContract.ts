import { beforeAll, describe, expect, it } from 'vitest';
import { absent, revIs, type Item, type Table } from '../../functions/platform/dynamo.ts';
import { readItem } from '../../functions/platform/wireItem.ts';
import { collect } from '../support/collect.ts';

/** What the product may rely on, of any table it is given. */
export function tableContract(name: string, open: () => Promise<Table> | Table): void {
  describe(name, () => {
    let table: Table;
    let places = 0;
    beforeAll(async () => {
      table = await open();
    });
    const place = () => ({ pk: `S#shop${String((places += 1))}`, sk: 'META' });
    const read = (key: { pk: string; sk: string }) => table.get(key);

    it('gives back what was put, as values of its own', async () => {
      const key = place();
      const bytes = new Uint8Array([1, 2, 3]);
      const item = {
        ...key,
        text: 'ä 日 😀',
        empty: '',
        count: -1.5,
        long: 9_007_199_254_740_991,
        yes: true,
        nothing: null,
        missing: undefined,
        bytes,
        list: ['a', 1, { deep: [] }],
        map: { inner: { on: false, gone: undefined } },
      };
      await table.put(item);
      bytes[0] = 9;
      item.list.push('later');
      item.map.inner.on = true;
      const { missing: _, ...kept } = item;
      const expected = {
        ...kept,
        bytes: new Uint8Array([1, 2, 3]),
        list: ['a', 1, { deep: [] }],
        map: { inner: { on: false } },
      };
      const first = await read(key);
      expect(first).toEqual(expected);
      expect(Object.keys(first ?? {})).not.toContain('missing');
      for (const name of Object.keys(first ?? {})) delete first?.[name];
      expect(await read(key)).toEqual(expected);
      expect(await read(place())).toBeUndefined();
    });

    it('replaces the whole item by a put', async () => {
      const key = place();
      await table.put({ ...key, one: 1 });
      await table.put({ ...key, other: 2 });
      expect(await read(key)).toEqual({ ...key, other: 2 });
    });

    it('refuses a put whose condition does not hold, and shows what stands there', async () => {
      const key = place();
      expect(await table.put({ ...key, rev: 1 }, revIs(0))).toEqual({ outcome: 'done' });
      const second = await table.put({ ...key, rev: 9 }, absent);
      expect(second).toEqual({ outcome: 'refused', existing: { ...key, rev: 1 } });
      expect(await table.put({ ...key, rev: 2 }, revIs(1))).toEqual({ outcome: 'done' });
      expect(await table.put({ ...key, rev: 3 }, revIs(1))).toEqual({
        outcome: 'refused',
        existing: { ...key, rev: 2 },
      });
      const nowhere = place();
      expect(await table.put({ ...nowhere, rev: 2 }, revIs(1))).toEqual({
        outcome: 'refused',
        existing: undefined,
      });
      expect(await read(nowhere)).toBeUndefined();
    });

    it.each<[string, string, Record<string, unknown>, boolean]>([
      ['an equal number', 'rev = :it', { ':it': 5 }, true],
      ['another number', 'rev = :it', { ':it': 6 }, false],
      ['a number as text', 'rev = :it', { ':it': '5' }, false],
      ['an equal text', 'holder = :it', { ':it': 'ann' }, true],
      ['an attribute that is not there', 'nobody = :it', { ':it': 1 }, false],
      ['not more than', 'rev <= :it', { ':it': 5 }, true],
      ['less than', 'rev <= :it', { ':it': 4 }, false],
      ['not more than, where there is nothing', 'nobody <= :it', { ':it': 4 }, false],
      ['not more than, as text', 'rev <= :it', { ':it': '9' }, false],
      ['absent', 'attribute_not_exists(pk)', {}, false],
      ['there', 'attribute_exists(pk)', {}, true],
      ['absent or old', 'attribute_not_exists(pk) OR rev <= :it', { ':it': 5 }, true],
      ['both', 'rev = :it AND holder = :who', { ':it': 5, ':who': 'ann' }, true],
      ['only one', 'rev = :it AND holder = :who', { ':it': 5, ':who': 'bob' }, false],
      [
        'room in each',
        '(attribute_not_exists(spent) OR spent <= :it) AND (attribute_not_exists(rev) OR rev <= :it)',
        { ':it': 5 },
        true,
      ],
      [
        'and before or',
        'rev = :it OR holder = :who AND rev = :no',
        { ':it': 5, ':who': 'bob', ':no': 1 },
        true,
      ],
    ])('knows %s', async (_, expression, values, expected) => {
      const key = place();
      await table.put({ ...key, rev: 5, holder: 'ann' });
      const condition = { expression, ...(Object.keys(values).length > 0 && { values }) };
      const { outcome } = await table.put({ ...key, rev: 6 }, condition);
      expect(outcome).toBe(expected ? 'done' : 'refused');
      expect((await read(key))?.['rev']).toBe(expected ? 6 : 5);
    });

    it('names attributes in other words where it is asked to', async () => {
      const key = place();
      await table.put({ ...key, state: 'active', version: 1 });
      const condition = (active: string) => ({
        expression: '#state = :active AND version = :version',
        names: { '#state': 'state' },
        values: { ':active': active, ':version': 1 },
      });
      expect((await table.delete(key, condition('paused'))).outcome).toBe('refused');
      expect((await table.delete(key, condition('active'))).outcome).toBe('done');
    });

    it('takes no placeholder that nothing uses', async () => {
      const key = place();
      const unused = { expression: 'attribute_not_exists(pk)', values: { ':it': 1 } };
      await expect((async () => table.put({ ...key }, unused))()).rejects.toThrow();
    });

    it('deletes on a condition; what is not there is deleted already', async () => {
      const key = place();
      const mine = { expression: 'holder = :mine', values: { ':mine': 'ann' } };
      await table.put({ ...key, holder: 'bob' });
      expect(await table.delete(key, mine)).toEqual({
        outcome: 'refused',
        existing: { ...key, holder: 'bob' },
      });
      expect(await table.delete(key)).toEqual({ outcome: 'done' });
      expect(await table.delete(key)).toEqual({ outcome: 'done' });
      expect(await table.delete(key, mine)).toEqual({ outcome: 'refused', existing: undefined });
    });

    it('adds to numbers, from nothing too, while there is room', async () => {
      const key = place();
      const add = (minor: number, room: number) =>
        table.update(key, 'ADD minor :minor, coupons :one', {
          expression: 'attribute_not_exists(minor) OR minor <= :room',
          values: { ':minor': minor, ':one': 1, ':room': room },
        });
      expect((await add(300, 0)).outcome).toBe('done');
      expect(await add(300, 200)).toEqual({
        outcome: 'refused',
        existing: { ...key, minor: 300, coupons: 1 },
      });
      expect((await add(-100, 300)).outcome).toBe('done');
      expect(await read(key)).toEqual({ ...key, minor: 200, coupons: 2 });
      await table.update(key, 'ADD minor :minor', { expression: '', values: { ':minor': 5 } });
      expect((await read(key))?.['minor']).toBe(205);
    });

    it('writes a transaction whole or not at all, with a reason for each write', async () => {
      const [one, two, three, four] = [place(), place(), place(), place()];
      await table.put({ ...one, rev: 1 });
      await table.put({ ...three, rev: 7 });
      await table.put({ ...four, rev: 4 });
      const writes = (rev: number) =>
        [
          { do: 'put', item: { ...one, rev: rev + 1 }, condition: revIs(rev) },
          { do: 'put', item: { ...two, rev: 1 }, condition: absent },
          { do: 'delete', key: three, condition: revIs(7) },
          { do: 'check', key: four, condition: revIs(4) },
          {
            do: 'update',
            key: { pk: one.pk, sk: 'BUDGET' },
            expression: 'ADD spent :spent',
            condition: { expression: '', values: { ':spent': 5 } },
          },
        ] as const;
      const refused = await table.transact(writes(0));
      expect(refused).toEqual({
        outcome: 'refused',
        reasons: [
          { failed: true, existing: { ...one, rev: 1 } },
          ...Array.from({ length: 4 }, () => ({ failed: false, existing: undefined })),
        ],
      });
      expect(await read(two)).toBeUndefined();
      expect(await table.transact(writes(1))).toEqual({ outcome: 'done' });
      const after = await Promise.all([one, two, three, four].map(read));
      expect(after.map((item) => item?.['rev'])).toEqual([2, 1, undefined, 4]);
      expect(await read({ pk: one.pk, sk: 'BUDGET' })).toMatchObject({ spent: 5 });
    });

    it('takes no transaction that writes an item twice, or more than a hundred', async () => {
      const key = place();
      const put = (sk: string) => ({ do: 'put', item: { ...key, sk } }) as const;
      await expect((async () => table.transact([put('a'), put('a')]))()).rejects.toThrow();
      const many = Array.from({ length: 101 }, (_, index) => put(String(index)));
      await expect((async () => table.transact(many))()).rejects.toThrow();
    });

    it('reads many at once: those that are there, in no promised order', async () => {
      const { pk } = place();
      const keys = Array.from({ length: 130 }, (_, index) => ({ pk, sk: `C#${String(index)}` }));
      for (const key of keys.filter((_, index) => index % 2 === 0)) await table.put({ ...key });
      const found = await table.getMany(keys);
      const sks = found.map((item) => String(item['sk'])).sort();
      expect(sks).toEqual(
        keys
          .filter((_, index) => index % 2 === 0)
          .map(({ sk }) => sk)
          .sort(),
      );
      expect(await table.getMany([])).toEqual([]);
    });

    it('lists a partition in the order of its bytes, whole or in part, either way', async () => {
      const { pk } = place();
      const sks = ['C#1', 'C#10', 'C#1#L#5', 'C#2', 'C#é', 'C#日', 'C#😀', 'C#\uffee', 'D#1'];
      for (const sk of [...sks].reverse()) await table.put({ pk, sk, long: 'x'.repeat(50) });
      await table.put({ pk: `${pk}#`, sk: 'C#3' });
      const list = async (range: object) =>
        (await collect(table.query({ pk, ...range }))).flat().map((item: Item) => item['sk']);
      const sorted = [...sks].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await list({})).toEqual(sorted);
      expect(await list({ prefix: 'C#1' })).toEqual(['C#1', 'C#1#L#5', 'C#10']);
      expect(await list({ from: 'C#10', to: 'C#2' })).toEqual(['C#10', 'C#2']);
      expect(await list({ from: 'C#日' })).toEqual(sorted.slice(sorted.indexOf('C#日')));
      expect(await list({ to: 'C#1' })).toEqual(['C#1']);
      expect(await list({ newestFirst: true })).toEqual([...sorted].reverse());
      expect(await list({ pageSize: 2 })).toEqual(sorted);
      expect(await list({ pageSize: 2, newestFirst: true })).toEqual([...sorted].reverse());
      expect(await list({ prefix: 'E' })).toEqual([]);
      const [first] = await collect(table.query({ pk, pageSize: 3 }));
      expect(first).toHaveLength(3);
      expect(await list({ after: { pk, sk: sorted[2] } })).toEqual(sorted.slice(3));
      const older = { newestFirst: true, after: { pk, sk: sorted[2] } };
      expect(await list(older)).toEqual(sorted.slice(0, 2).reverse());
    });

    it('goes on after a page where that page ended, whatever came or went meanwhile', async () => {
      const { pk } = place();
      for (const sk of ['b', 'd', 'f', 'h']) await table.put({ pk, sk });
      const seen: unknown[] = [];
      for await (const page of table.query({ pk, pageSize: 2 })) {
        seen.push(...page.map((item) => item['sk']));
        if (seen.length > 2) continue;
        await table.delete({ pk, sk: 'd' });
        for (const sk of ['a', 'e']) await table.put({ pk, sk });
      }
      expect(seen).toEqual(['b', 'd', 'e', 'f', 'h']);
    });

    it('shows the items of a range, page by page, as a query answers them', async () => {
      const { pk } = place();
      const items = Array.from({ length: 5 }, (_, n) => ({
        pk,
        sk: `C#${String(n)}`,
        ledger: new Uint8Array([n]),
        size: n,
        tags: [['日本', true, n]],
      }));
      for (const item of items) await table.put(item);
      const seen: Item[] = [];
      await table.walk({ pk, prefix: 'C#', pageSize: 2 }, (cursor) => {
        seen.push(readItem(cursor));
      });
      expect(seen).toEqual(items);
    });

    it('sends only the attributes asked for, and only items that have bytes where they are wanted', async () => {
      const { pk } = place();
      await table.put({ pk, sk: 'A', guest: new Uint8Array([7]), size: 1 });
      await table.put({ pk, sk: 'B', guest: null, size: 2 });
      await table.put({ pk, sk: 'C', size: 3 });
      const found = async (part: { only?: string[]; withBytes?: string }) =>
        (await collect(table.query({ pk, pageSize: 1, ...part }))).flat();
      const guest = new Uint8Array([7]);
      expect(await found({ only: ['size', 'guest'] })).toEqual([
        { guest, size: 1 },
        { guest: null, size: 2 },
        { size: 3 },
      ]);
      expect(await found({ only: ['guest'], withBytes: 'guest' })).toEqual([{ guest }]);
      expect(await found({ withBytes: 'guest' })).toEqual([{ pk, sk: 'A', guest, size: 1 }]);
    });

    it('keeps an index of what carries its keys, with keys only', async () => {
      const { pk } = place();
      const entry = (sk: string, at: string) => ({ pk, sk, duePk: `${pk}#SEND`, dueSk: at });
      for (const [sk, at] of [
        ['K#1', '005'],
        ['K#2', '003'],
        ['K#3', '009'],
      ] as const) {
        await table.put({ ...entry(sk, at), secret: 1 });
      }
      await table.put({ pk, sk: 'K#4' });
      const due = async (range: object) =>
        (await collect(table.query({ index: 'due', pk: `${pk}#SEND`, ...range }))).flat();
      expect(await due({})).toEqual([
        entry('K#2', '003'),
        entry('K#1', '005'),
        entry('K#3', '009'),
      ]);
      expect(await due({ to: '005' })).toHaveLength(2);
      expect(await due({ newestFirst: true, pageSize: 1 })).toEqual([
        entry('K#3', '009'),
        entry('K#1', '005'),
        entry('K#2', '003'),
      ]);
      await table.put({ pk, sk: 'K#1' });
      expect(await due({})).toHaveLength(2);
    });

    it('counts what is read and written in units of 4 KB and 1 KB', async () => {
      const key = place();
      const spent = async (work: () => Promise<unknown>) => {
        const before = { ...table.units };
        await work();
        return [table.units.read - before.read, table.units.write - before.write];
      };
      const item = (bytes: number) => ({ ...key, ledger: new Uint8Array(bytes) });
      expect(await spent(() => table.put(item(10)))).toEqual([0, 1]);
      expect(await spent(() => table.put(item(2_500)))).toEqual([0, 3]);
      expect(await spent(() => table.put(item(10)))).toEqual([0, 3]);
      const again = [{ do: 'put', item: item(1_500) }] as const;
      expect(await spent(() => table.transact(again))).toEqual([0, 4]);
      expect(await spent(() => read(key))).toEqual([1, 0]);
      await table.put(item(5_000));
      expect(await spent(() => read(key))).toEqual([2, 0]);
      expect(await spent(() => read(place()))).toEqual([1, 0]);
      const part = () => collect(table.query({ pk: key.pk }));
      expect(await spent(part)).toEqual([2, 0]);
      expect(await spent(() => table.delete(key))).toEqual([0, 5]);
    });
  });
}
