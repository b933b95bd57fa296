import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf } from '../../functions/customers/ledgerRow.ts';
import {
  compareVersions,
  isSameState,
  isTie,
  versionOf,
} from '../../functions/customers/version.ts';
import { anyFact, row } from './rows.ts';

const of = (changes: Parameters<typeof row>[0], owner: string | null = '71') =>
  versionOf(row(changes), owner);
const refund = (minor: number, refundId = '1') => ({ refundId, at: 1_760_000_000, minor });

describe('version', () => {
  it.each([
    ['a later change', { updatedAt: 10 }, { updatedAt: 11 }],
    ['a change before 1970', { updatedAt: -5 }, { updatedAt: -4 }],
    ['a later revision of that second', { settled: true }, { revision: 1 }],
    ['a revision beyond a byte', { revision: 255 }, { revision: 256 }],
    ['a settled reading', { payment: 'refunded' }, { settled: true }],
    ['a cancellation', { payment: 'refunded' }, { cancelledAt: 1_760_000_000 }],
    ['one more refund', { refunds: [refund(900)] }, { refunds: [refund(1), refund(2, '2')] }],
    ['more refunded', { refunds: [refund(900)] }, { refunds: [refund(901)] }],
  ] as const)('%s outranks', (_, older, newer) => {
    const seconds = 'updatedAt' in older ? {} : { updatedAt: 50 };
    const before = of({
      ...seconds,
      ...older,
      refunds: 'refunds' in older ? [...older.refunds] : [],
    });
    const after = of({
      ...seconds,
      ...newer,
      refunds: 'refunds' in newer ? [...newer.refunds] : [],
    });
    expect(compareVersions(before, after)).toBeLessThan(0);
    expect(compareVersions(after, before)).toBeGreaterThan(0);
  });

  it('tells the same order of two customers apart', () => {
    expect(compareVersions(of({}, '71'), of({}, '72'))).not.toBe(0);
    expect(compareVersions(of({}, null), of({}, ''))).not.toBe(0);
  });

  it('is a total order: equal only for equal content', () => {
    fc.assert(
      fc.property(anyFact, anyFact, (one, other) => {
        const [a, b] = [versionOf(rowOf(one), '1'), versionOf(rowOf(other), '1')];
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(compareVersions(a, versionOf(rowOf({ ...one }), '1'))).toBe(0);
      }),
    );
  });

  it('of a state that tells variants outranks the same state without, and is no tie with it', () => {
    const line = { productId: '9', quantity: 1, netMinor: 10_000 };
    const [plain, told, otherwise] = [
      of({ lines: [line] }),
      of({ lines: [{ ...line, variant: 'M / Red' }] }),
      of({ lines: [{ ...line, variant: 'M' }] }),
    ];
    expect(compareVersions(plain, told)).toBeLessThan(0);
    expect(isTie(plain, told)).toBe(false);
    expect(isSameState(plain, told)).toBe(true);
    expect(compareVersions(told, otherwise)).not.toBe(0);
    expect(isTie(told, otherwise)).toBe(false);
    expect(isSameState(told, of({ lines: [line], updatedAt: 5 }))).toBe(false);
    expect(compareVersions(told, of({ lines: [line], updatedAt: 1_760_000_001 }))).toBeLessThan(0);
  });

  it('is a tie only where two unsettled states of one second differ', () => {
    expect(isTie(of({}), of({ payment: 'pending' }))).toBe(true);
    expect(isTie(of({}), of({}))).toBe(false);
    expect(isTie(of({}), of({ payment: 'pending', updatedAt: 5 }))).toBe(false);
    expect(isTie(of({}), of({ payment: 'pending', revision: 1 }))).toBe(false);
    expect(isTie(of({ settled: true }), of({ payment: 'pending' }))).toBe(false);
  });
});
