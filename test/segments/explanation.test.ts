import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemes, type Scheme } from '../../functions/customers/customer.schema.ts';
import { isAtLeast, isBetter } from '../../functions/segments/classOrder.ts';
import { explain } from '../../functions/segments/explanation.ts';
import { dayOfDate } from '../../functions/segments/pastDay.ts';
import type { Placed } from '../../functions/segments/trialOrder.ts';
import { anyPlaced, classesOn } from './anyCustomer.ts';

const horizon = 620;

function withOrder(placed: Placed, day: number, totalMinor: number) {
  const placedAt = Math.max(placed.asOf, placed.calendar.startOf(day));
  const order = {
    kind: 'order' as const,
    placedAt,
    cancelledAt: null,
    payment: 'paid' as const,
    totalMinor,
    refunds: [],
    discountMinor: 0,
    codes: [],
    flags: [],
  };
  return [...placed.rows, order];
}

describe('with the cut-offs frozen and the clock moved', () => {
  test('a class changes on the day that was said, to what was said, and on no day before', () => {
    const changed = new Map<Scheme, number>();
    fc.assert(
      fc.property(anyPlaced, (placed) => {
        const told = explain(placed);
        const today = placed.calendar.dayOf(placed.asOf);
        const now = classesOn(placed, placed.rows, today);
        const open = new Set<Scheme>(schemes);
        for (let day = today; day <= today + horizon && open.size > 0; day += 1) {
          const then = classesOn(placed, placed.rows, day);
          for (const scheme of open) {
            const { changes } = told[scheme];
            const on = changes === null ? Infinity : dayOfDate(changes.date)!;
            expect(then[scheme], `${scheme} ${String(day - today)}`).toBe(
              day < on ? now[scheme] : changes!.to,
            );
            if (day < on) continue;
            changed.set(scheme, (changed.get(scheme) ?? 0) + 1);
            open.delete(scheme);
          }
        }
      }),
      { numRuns: 60 },
    );
    for (const scheme of ['segment', 'level', 'abc', 'lifecycle', 'quadrant', 'loyalty'] as const) {
      expect(changed.get(scheme) ?? 0, scheme).toBeGreaterThan(0);
    }
  });

  test('the order that prevents a change does, and one minor unit less does not', () => {
    let prevented = 0;
    let hopeless = 0;
    fc.assert(
      fc.property(anyPlaced, fc.integer({ min: 1, max: 60_000 }), (placed, other) => {
        const told = explain(placed);
        const today = placed.calendar.dayOf(placed.asOf);
        const now = classesOn(placed, placed.rows, today);
        for (const scheme of schemes) {
          const { changes } = told[scheme];
          if (changes === null) continue;
          if (changes.prevent === null) {
            expect(isBetter(scheme, now[scheme]!, changes.to)).toBe(false);
            continue;
          }
          const on = dayOfDate(changes.date)!;
          const { todayMinor, lastDay, lastDayMinor } = changes.prevent;
          const last = dayOfDate(lastDay)!;
          expect(last).toBe(Math.max(today, on - 1));
          const keeps = (day: number, minor: number) =>
            isAtLeast(
              scheme,
              classesOn(placed, withOrder(placed, day, minor), on)[scheme],
              now[scheme]!,
            );
          for (const [day, minor] of [
            [today, todayMinor],
            [last, lastDayMinor],
          ] as const) {
            if (minor === null) {
              hopeless += 1;
              for (const tried of [1, other, 10 ** 9]) expect(keeps(day, tried)).toBe(false);
              continue;
            }
            prevented += 1;
            expect(keeps(day, minor)).toBe(true);
            if (minor > 1) {
              expect(keeps(day, minor - 1)).toBe(false);
              expect(keeps(day, Math.min(other, minor - 1))).toBe(false);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(prevented).toBeGreaterThan(20);
    expect(hopeless).toBeGreaterThan(2);
  });

  test('the order that lifts a class today does, and one minor unit less does not', () => {
    const lifted = new Map<Scheme, number>();
    fc.assert(
      fc.property(anyPlaced, (placed) => {
        const told = explain(placed);
        const today = placed.calendar.dayOf(placed.asOf);
        for (const scheme of schemes) {
          for (const { to, orderMinor } of told[scheme].up) {
            const reaches = (minor: number) =>
              isAtLeast(
                scheme,
                classesOn(placed, withOrder(placed, today, minor), today)[scheme],
                to,
              );
            expect(reaches(orderMinor ?? 10 ** 9)).toBe(orderMinor !== null);
            if (orderMinor === null) continue;
            lifted.set(scheme, (lifted.get(scheme) ?? 0) + 1);
            if (orderMinor > 1) expect(reaches(orderMinor - 1)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
    expect([...lifted.keys()].sort()).toEqual(
      ['abc', 'level', 'lifecycle', 'loyalty', 'promotion', 'quadrant', 'segment'].sort(),
    );
  });
});
