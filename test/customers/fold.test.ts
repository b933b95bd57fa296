import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import {
  contributionMinor,
  foldLedger,
  gapsBetween,
  isEligible,
  orderDays,
} from '../../functions/customers/fold.ts';
import { row } from './rows.ts';

const calendar = calendarOf('Asia/Seoul');
const placed = Date.parse('2026-05-10T03:00:00Z') / 1000;
const day = 86_400;
const asOf = placed + 100 * day;
const order = (changes: Parameters<typeof row>[0] = {}) => row({ placedAt: placed, ...changes });
const refund = (minor: number, at = placed + day, refundId = '1') => ({ refundId, at, minor });

describe('what an order contributes', () => {
  it.each([
    ['a paid order: all of it', {}, 10_000, true],
    ['partly paid: all of it', { payment: 'partiallyPaid' }, 10_000, true],
    ['pending: nothing', { payment: 'pending' }, 0, false],
    ['authorized: nothing', { payment: 'authorized' }, 0, false],
    ['voided: nothing', { payment: 'voided' }, 0, false],
    ['expired: nothing', { payment: 'expired' }, 0, false],
    ['of unknown payment: nothing', { payment: 'unknown' }, 0, false],
    ['cancelled: nothing', { cancelledAt: placed + day }, 0, false],
    ['cancelled after that day: still all of it', { cancelledAt: asOf + 1 }, 10_000, true],
    ['a test: nothing', { flags: ['test'] }, 0, false],
    [
      'partly refunded: the rest',
      { payment: 'partiallyRefunded', refunds: [refund(2_500)] },
      7_500,
      true,
    ],
    [
      'refunded in two parts: the rest',
      { refunds: [refund(2_500), refund(2_500, placed, '2')] },
      5_000,
      true,
    ],
    [
      'refunded after that day: all of it',
      { payment: 'refunded', refunds: [refund(10_000, asOf + 1)] },
      10_000,
      true,
    ],
    [
      'fully refunded: nothing left, not eligible',
      { payment: 'refunded', refunds: [refund(10_000)] },
      0,
      false,
    ],
    ['free of charge: nothing, not eligible', { totalMinor: 0 }, 0, false],
    ['placed later: nothing yet', { placedAt: asOf + 1 }, 0, false],
    [
      'a credit: what was given back',
      { kind: 'credit', totalMinor: -4_000, payment: 'unknown' },
      -4_000,
      false,
    ],
    ['a subscription renewal: money and an order', { flags: ['subscription'] }, 10_000, true],
  ] as const)('%s', (_, changes, minor, eligible) => {
    const one = order({
      ...changes,
      flags: 'flags' in changes ? [...changes.flags] : [],
      refunds: 'refunds' in changes ? [...changes.refunds] : [],
    });
    expect(contributionMinor(one, asOf)).toBe(minor);
    expect(isEligible(one, asOf)).toBe(eligible);
  });
});

describe('totals', () => {
  it('of no rows are zero and undated', () => {
    expect(foldLedger([], { asOf, calendar })).toEqual({
      rows: 0,
      orders: 0,
      orderDays: 0,
      netMinor: 0,
      discountMinor: 0,
      firstAt: null,
      lastAt: null,
    });
  });

  it('count eligible orders and their days in the shop, and let credits go below zero', () => {
    const rows = [
      order({ orderId: '1', discountMinor: 300 }),
      order({ orderId: '2', placedAt: placed + 3_600 }),
      order({ orderId: '3', placedAt: placed + 12.5 * 3_600, discountMinor: 100 }),
      order({ orderId: '4', placedAt: placed + 40 * day, payment: 'pending', discountMinor: 900 }),
      order({ orderId: '5', kind: 'credit', totalMinor: -50_000, placedAt: placed + 50 * day }),
    ];
    expect(foldLedger(rows, { asOf, calendar })).toEqual({
      rows: 4,
      orders: 3,
      orderDays: 2,
      netMinor: -20_000,
      discountMinor: 400,
      firstAt: placed,
      lastAt: placed + 12.5 * 3_600,
    });
  });

  it('as of a past day know nothing later', () => {
    const rows = [
      order({ orderId: '1', refunds: [refund(10_000, placed + 9 * day)] }),
      order({ orderId: '2', placedAt: placed + 5 * day, cancelledAt: placed + 6 * day }),
    ];
    const net = (days: number) =>
      foldLedger(rows, { asOf: placed + days * day, calendar }).netMinor;
    expect([-1, 0, 5, 6, 9].map(net)).toEqual([0, 10_000, 20_000, 10_000, 0]);
  });

  it('leave subscription renewals out of the rhythm and keep them in the days', () => {
    const rows = [
      order({ orderId: '1' }),
      order({ orderId: '2', placedAt: placed + 30 * day, flags: ['subscription'] }),
      order({ orderId: '3', placedAt: placed + 45 * day }),
    ];
    const days = orderDays(rows, { asOf, calendar, renewals: 'without' });
    expect(gapsBetween(days)).toEqual([45]);
    expect(orderDays(rows, { asOf, calendar, renewals: 'with' })).toHaveLength(3);
    expect(gapsBetween([])).toEqual([]);
  });
});
