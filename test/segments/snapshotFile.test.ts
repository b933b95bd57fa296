import { Float64, makeData, makeVector, Table, tableFromIPC, tableToIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { idAt, indexOfId, tagsAt, wordAt } from '../../functions/segments/columns.ts';
import { readSnapshotFile, writeSnapshotFile } from '../../functions/segments/snapshotFile.ts';
import { entry, sale, shopOf } from './shop.ts';

const shop = shopOf([
  entry('90071992547409931', [sale(200, 5_000), sale(10, 2_500, 500)], {
    tags: ['vip', '도매'],
    shopSays: { orders: 2, spentMinor: 7_500, at: 0 },
    consent: { email: { state: 'subscribed', at: 0 } },
  }),
  entry('7', []),
  entry('ключ', [sale(400)], { tags: ['vip'], createdAt: 1_500_000_000 }),
  entry('12', [sale(3)], { incomplete: true }),
]);

describe('a snapshot file', () => {
  const bytes = writeSnapshotFile(shop.columns, shop.meta);
  const { columns, meta } = readSnapshotFile(bytes);

  test('reads back as it was', () => {
    expect(meta).toEqual(shop.meta);
    for (const [name, values] of Object.entries(shop.columns)) {
      if (!ArrayBuffer.isView(values)) continue;
      const read = Object.entries(columns).find(([other]) => other === name)?.[1];
      const length = 'length' in values ? Number(values.length) : 0;
      expect(read instanceof values.constructor).toBe(true);
      expect(Array.from(read as Int8Array).slice(0, length)).toEqual(
        Array.from(values as Int8Array),
      );
    }
    expect(columns.tagNames).toEqual(['vip', '도매']);
  });

  test('holds customers in order of id, each to be found', () => {
    const ids = Array.from({ length: columns.count }, (_, i) => idAt(columns, i));
    expect(ids).toEqual(['7', '12', 'ключ', '90071992547409931']);
    expect(ids.map((id) => indexOfId(columns, id))).toEqual([0, 1, 2, 3]);
    expect(indexOfId(columns, '8')).toBe(-1);
    expect(tagsAt(columns, 3)).toEqual(['vip', '도매']);
    expect(tagsAt(columns, 0)).toEqual([]);
    expect(wordAt(columns, 'emailConsent', 3)).toBe('subscribed');
    expect(wordAt(columns, 'lifecycle', 0)).toBe('prospect');
  });

  test('is plain Arrow to anybody else: words, dates and nulls', () => {
    const table = tableFromIPC(bytes);
    const rows = table.toArray().map((row) => row.toJSON());
    expect(rows[0]).toMatchObject({ id: '7', lastDay: null, recency: null, shopOrders: null });
    expect(rows[3]).toMatchObject({
      id: '90071992547409931',
      netMinor: 7_500,
      discountMinor: 500,
      lifecycle: 'regular',
      emailConsent: 'subscribed',
      smsConsent: null,
      shopSpentMinor: 7_500,
    });
    expect(Array.from(rows[3]?.['tags'] ?? [])).toEqual(['vip', '도매']);
  });

  test('written before a column was known says of it that nothing is known', () => {
    const later = ['recentMinor', 'codeOrders', 'quadrant', 'quadrantSince', 'rising', 'wholesale'];
    const table = tableFromIPC(bytes);
    const kept = table.schema.fields.filter(({ name }) => !later.includes(name));
    const older = table.select(kept.map(({ name }) => name));
    older.schema.metadata.set('clientele', table.schema.metadata.get('clientele') ?? '');
    const read = readSnapshotFile(tableToIPC(older, 'file')).columns;
    expect(read.netMinor).toEqual(columns.netMinor);
    expect(Array.from(read.recentMinor)).toEqual([NaN, NaN, NaN, NaN]);
    expect(Array.from(read.codeOrders)).toEqual([-1, -1, -1, -1]);
    expect(Array.from(read.quadrantSince)).toEqual([0, 0, 0, 0]);
    expect(wordAt(read, 'quadrant', 3)).toBeNull();
    expect([read.rising[3], read.wholesale[3]]).toEqual([0, 0]);
  });

  test('of a version that held chances in twice the room is read all the same', () => {
    const table = tableFromIPC(bytes);
    const data = Float64Array.of(0.25, NaN, 0.5, 1);
    const wide = makeVector(makeData({ type: new Float64(), data, nullCount: 0 }));
    const older = table.assign(new Table({ chance90: wide }));
    older.schema.metadata.set('clientele', table.schema.metadata.get('clientele') ?? '');
    const read = readSnapshotFile(tableToIPC(older, 'file')).columns;
    expect(read.chance90).toEqual(Float32Array.of(0.25, NaN, 0.5, 1));
    expect(read.netMinor).toEqual(columns.netMinor);
  });

  test('tells unknown from known for every customer, however many there are', () => {
    const many = shopOf(
      Array.from({ length: 70 }, (_, n) => entry(String(100 + n), n % 3 === 0 ? [] : [sale(n)])),
    );
    const table = tableFromIPC(writeSnapshotFile(many.columns, many.meta));
    const lastDays = table.toArray().map((row): unknown => row.toJSON()['lastDay']);
    expect(lastDays.map((day) => day === null)).toEqual(lastDays.map((_, n) => n % 3 === 0));
  });

  test('is made of a shop without customers, too', () => {
    const none = shopOf([]);
    expect(readSnapshotFile(writeSnapshotFile(none.columns, none.meta)).columns.count).toBe(0);
  });
});
