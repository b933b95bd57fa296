import { describe, expect, it } from 'vitest';
import { layOut } from '../../functions/customers/chunks.ts';
import { unpackLedger } from '../../functions/customers/ledger.ts';
import { rowOrder } from '../../functions/customers/ledgerRow.ts';
import { row } from './rows.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    row({
      orderId: String(7_000_000_000_001 + index * 7919),
      name: `#${String(index)}`,
      placedAt: 1_600_000_000 + index * 3_600,
    }),
  );

describe('ledger layout', () => {
  it('keeps an everyday customer in one item', () => {
    expect(layOut(many(40)).chunks.size).toBe(0);
  });

  it('moves the oldest rows out and loses none', () => {
    const rows = many(2_000);
    const { own, chunks } = layOut(rows);
    expect(own.length).toBeLessThan(6_000);
    const all = [...chunks.values(), own].flatMap((bytes) => unpackLedger(bytes));
    expect(all.sort(rowOrder)).toEqual(rows);
    expect(unpackLedger(own).at(-1)).toEqual(rows.at(-1));
    expect(Math.max(...[...chunks.values()].map((bytes) => bytes.length))).toBeLessThan(30_000);
  });

  it('keeps every part far below what an item may hold, however much is bought at once', () => {
    const lines = Array.from({ length: 500 }, (_, index) => ({
      productId: String(9_000_000_000_001 + index),
      quantity: 3,
      netMinor: 12_345 + index,
    }));
    const rows = many(400).map((one) => ({ ...one, lines }));
    const { own, chunks } = layOut(rows);
    const all = [...chunks.values(), own].flatMap((bytes) => unpackLedger(bytes));
    expect(all.sort(rowOrder)).toEqual(rows);
    expect(Math.max(...[...chunks.values(), own].map((bytes) => bytes.length))).toBeLessThan(
      50_000,
    );
  });

  it('is the same layout whatever order the rows came in', () => {
    const rows = many(500);
    expect(layOut([...rows].reverse())).toEqual(layOut(rows));
  });

  it('touches few chunks when one old row changes, comes or goes', () => {
    const rows = many(3_000);
    const before = layOut(rows).chunks;
    const changed = (after: ReadonlyMap<string, Uint8Array>) =>
      [...new Set([...before.keys(), ...after.keys()])].filter(
        (key) =>
          Buffer.compare(before.get(key) ?? Buffer.of(), after.get(key) ?? Buffer.of()) !== 0,
      ).length;
    for (const index of [0, 7, 100, 1_500, 2_400, 2_999]) {
      const without = rows.toSpliced(index, 1);
      expect(changed(layOut(without).chunks)).toBeLessThanOrEqual(4);
      const old = rows[index];
      if (old === undefined) throw new Error('no such row');
      const other = rows.with(index, { ...old, payment: 'refunded', totalMinor: 5 });
      expect(changed(layOut(other).chunks)).toBeLessThanOrEqual(3);
    }
  });
});
