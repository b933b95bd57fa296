import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packLedger, scanLedger, unpackLedger } from '../../functions/customers/ledger.ts';
import { rowOf, rowOrder } from '../../functions/customers/ledgerRow.ts';
import { anyFact, anyRows, fact, row } from './rows.ts';

describe('ledger', () => {
  it('gives back every row it was given, ids beyond 2^53 and odd texts included', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        expect(unpackLedger(packLedger(rows))).toEqual([...rows].sort(rowOrder));
      }),
    );
  });

  it('is the same bytes whatever order the rows came in', () => {
    fc.assert(
      fc.property(
        anyRows.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
        ),
        ([rows, shuffled]) => {
          expect(packLedger(shuffled)).toEqual(packLedger(rows));
        },
      ),
    );
  });

  it('is the same bytes whatever order a source lists refunds, codes, flags and lines in', () => {
    fc.assert(
      fc.property(anyFact, (one) => {
        const turned = {
          ...one,
          refunds: one.refunds.toReversed(),
          codes: one.codes.toReversed(),
          flags: one.flags.toReversed(),
          lines: one.lines.toReversed(),
        };
        const unique = new Set(one.refunds.map((refund) => refund.refundId));
        fc.pre(unique.size === one.refunds.length);
        expect(packLedger([rowOf(turned)])).toEqual(packLedger([rowOf(one)]));
      }),
    );
  });

  it('of before there were variants reads as it did, and is the same bytes today', () => {
    const rows = [
      row({
        revision: 3,
        codes: ['TEN'],
        refunds: [{ refundId: '8', at: 1_760_000_500, minor: 900 }],
        lines: [
          { productId: '9', quantity: 2, netMinor: 4_000 },
          { productId: null, quantity: 1, netMinor: 6_000 },
        ],
      }),
      row({
        orderId: '5002',
        name: '#1002',
        placedAt: 1_760_086_400,
        updatedAt: 1_760_086_401,
      }),
    ];
    const kept =
      '01340080e0bb8e0d00909c0101b407840e210189270305233130303103037765620108010354454e020001b05d01' +
      '0902a03e03300080c60a01909c0117018a270305233130303203037765620001010901909c01';
    expect(unpackLedger(Buffer.from(kept, 'hex'))).toEqual(rows);
    expect(Buffer.from(packLedger(rows)).toString('hex')).toBe(kept);
  });

  it('writes a variant once, however many lines are of it', () => {
    const bought = (variant: string) =>
      Array.from({ length: 20 }, (_, index) =>
        row({
          orderId: String(5_000 + index),
          lines: [{ productId: '9', quantity: 1, netMinor: 10_000, variant }],
        }),
      );
    const one = packLedger(bought('M / Heather grey'));
    expect(Buffer.from(one).toString('latin1').split('M / Heather grey')).toHaveLength(2);
    expect(one.length - packLedger(bought('M')).length).toBe('M / Heather grey'.length - 1);
  });

  it('reads quickly just what folding needs, and the same of it', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const seen: unknown[] = [];
        scanLedger(packLedger(rows), (head) =>
          seen.push([head.placedAt, head.totalMinor, head.flags, head.refunds]),
        );
        const sorted = [...rows].sort(rowOrder);
        expect(seen).toEqual(
          sorted.map((one) => [
            one.placedAt,
            one.totalMinor,
            one.flags,
            one.refunds.map(({ at, minor }) => ({ at, minor })),
          ]),
        );
      }),
    );
  });

  it('takes less than fifty bytes for an everyday order', () => {
    const rows = Array.from({ length: 50 }, (_, index) =>
      row({
        orderId: String(6_123_456_789_012 + index),
        name: `#${String(1000 + index)}`,
        placedAt: 1_760_000_000 + index * 86_400,
        updatedAt: 1_760_000_100 + index * 86_400,
        lines: [{ productId: '8123456789012', quantity: 1, netMinor: 10_000 }],
      }),
    );
    expect(packLedger(rows).length / rows.length).toBeLessThan(50);
  });

  it('keeps one refund of each id and none that moved no money', () => {
    const refunds = [
      { refundId: '2', at: 20, minor: 5 },
      { refundId: '1', at: 10, minor: 0 },
      { refundId: '2', at: 20, minor: 5 },
    ];
    expect(rowOf(fact({ refunds })).refunds).toEqual([{ refundId: '2', at: 20, minor: 5 }]);
  });

  it('is empty from no bytes, and refuses bytes it does not know', () => {
    expect(unpackLedger(new Uint8Array())).toEqual([]);
    expect(() => unpackLedger(new Uint8Array([99, 1, 2]))).toThrow(/unknown codec version/);
    expect(() => unpackLedger(packLedger([row()]).subarray(0, 20))).toThrow(/end too early/);
  });
});
