import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { classify, place, type Classes } from '../../functions/segments/classify.ts';
import {
  abcKeys,
  levelKeys,
  lifecycleKeys,
  loyaltyKeys,
  promotionKeys,
  quadrantKeys,
  segmentKeys,
} from '../../functions/segments/classes.schema.ts';
import { classSettingsSchema } from '../../functions/segments/run.schema.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { anyPerson, anySettings, anyShop, asOf, type AnyPerson } from './anyShop.ts';
import { runOf, usualSettings } from './runOf.ts';

const day = 86_400;
const noOrder: AnyPerson = {
  rows: [],
  historyIncomplete: false,
  wholesaleByTag: false,
  potentialMinor: null,
};
const manyPeople = fc.array(anyPerson, { minLength: 50, maxLength: 70 });
const manyBuyers = fc
  .array(anyPerson, { minLength: 85, maxLength: 95 })
  .map((all) => all.map((one) => ({ ...one, wholesaleByTag: false, historyIncomplete: false })));
const settingsOf = (over: object) => classSettingsSchema.parse({ ...defaultSettings, ...over });

/** A buyer of these amounts, so many days ago. */
const buyer = (...orders: [daysAgo: number, minor: number][]): AnyPerson => ({
  ...noOrder,
  rows: orders
    .toSorted(([one], [other]) => other - one)
    .map(([daysAgo, totalMinor]) => ({
      kind: 'order',
      placedAt: asOf - daysAgo * day,
      cancelledAt: null,
      payment: 'paid',
      totalMinor,
      refunds: [],
      discountMinor: 0,
      flags: [],
    })),
});

describe('whatever the shop', () => {
  test('the order in which customers are read changes nothing', () => {
    const shuffled = anyShop.chain((people) =>
      fc.tuple(
        fc.constant(people),
        fc.shuffledSubarray(
          people.map((_, index) => index),
          { minLength: people.length },
        ),
      ),
    );
    fc.assert(
      fc.property(shuffled, anySettings, ([people, order], over) => {
        const plain = runOf(people, settingsOf(over));
        const other = runOf(
          order.map((index) => people[index]!),
          settingsOf(over),
        );
        expect(other.cutoffs).toEqual(plain.cutoffs);
        expect(other.classes).toEqual(order.map((index) => plain.classes[index]));
      }),
      { numRuns: 25 },
    );
  });

  test('the same shop in a currency of finer units has the same scores and classes', () => {
    const scaled = (people: readonly AnyPerson[], times: number) =>
      people.map((person) => ({
        ...person,
        rows: person.rows.map((row) => ({
          ...row,
          totalMinor: row.totalMinor * times,
          discountMinor: row.discountMinor * times,
          refunds: row.refunds.map(({ at, minor }) => ({ at, minor: minor * times })),
        })),
      }));
    fc.assert(
      fc.property(anyShop, anySettings, fc.integer({ min: 2, max: 999 }), (people, over, times) => {
        const settings = settingsOf(over);
        const finer = runOf(scaled(people, times), settings);
        expect(finer.classes).toEqual(runOf(people, settings).classes);
      }),
      { numRuns: 25 },
    );
  });

  test('from 50 customers on, a shop of twins is sorted as the shop itself', () => {
    fc.assert(
      fc.property(manyBuyers, (people) => {
        const once = runOf(people);
        const twice = runOf([...people, ...people]);
        // Fifty gaps make a rhythm: twins may have them where one shop has not.
        fc.pre(once.cutoffs.lifecycle.method === twice.cutoffs.lifecycle.method);
        fc.pre(once.cutoffs.method === 'quintiles');
        expect(twice.classes).toEqual([...once.classes, ...once.classes]);
        expect(twice.cutoffs.quadrant).toEqual(once.cutoffs.quadrant);
        expect(twice.cutoffs.lifecycle).toEqual(once.cutoffs.lifecycle);
      }),
      { numRuns: 25 },
    );
  });

  test('a prospect changes nobody', () => {
    fc.assert(
      fc.property(anyShop, anySettings, (people, over) => {
        const alone = runOf(people, settingsOf(over));
        const beside = runOf([...people, noOrder], settingsOf(over));
        expect(beside.cutoffs).toEqual(alone.cutoffs);
        expect(beside.classes.slice(0, -1)).toEqual(alone.classes);
      }),
      { numRuns: 20 },
    );
  });

  test('everybody is in exactly one class of each scheme, or in none for a reason', () => {
    const oneOf = (keys: readonly string[], key: string | null) =>
      key === null || keys.includes(key);
    fc.assert(
      fc.property(anyShop, anySettings, (people, over) => {
        const { classes, figures } = runOf(people, settingsOf(over));
        classes.forEach((one, index) => {
          const { historyIncomplete, orders } = figures[index]!;
          expect(lifecycleKeys).toContain(one.lifecycle);
          expect(oneOf(segmentKeys, one.segment)).toBe(true);
          expect(oneOf(levelKeys, one.level)).toBe(true);
          expect([one.scores === null, one.level === null]).toEqual([
            one.unranked !== null,
            one.unranked !== null,
          ]);
          const placed = [
            [abcKeys, one.abc],
            [quadrantKeys, one.quadrant],
            [loyaltyKeys, one.loyalty],
          ] as const;
          for (const [keys, key] of placed) {
            expect(key === null).toBe(historyIncomplete);
            expect(oneOf(keys, key)).toBe(true);
          }
          expect(one.promotion === null).toBe(historyIncomplete || orders === 0);
          expect(oneOf(promotionKeys, one.promotion)).toBe(true);
        });
      }),
      { numRuns: 25 },
    );
  });

  test('nobody is champion, loyal, active, new, promising or devoted while overdue or lost', () => {
    const warm = new Set(['champions', 'loyal', 'active', 'new', 'promising']);
    const cold = new Set(['overdue', 'lost', 'written_off']);
    const isBoth = ({ segment, loyalty, lifecycle }: Classes) =>
      cold.has(lifecycle) && (warm.has(segment ?? '') || loyalty === 'loyal');
    fc.assert(
      fc.property(anyShop, anySettings, (people, over) => {
        expect(runOf(people, settingsOf(over)).classes.some(isBoth)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("subscriptions of some leave the others' lifecycle alone, and their own rhythm", () => {
    const renewals = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(manyPeople, renewals, (people, daysAgo) => {
        const subscribed = people.map((person, index) => {
          if (index % 3 > 0 || person.rows.length === 0) return person;
          const renewed = buyer(...daysAgo.map((ago): [number, number] => [ago, 990])).rows;
          const rows = renewed.map((row) => ({ ...row, flags: ['subscription'] as const }));
          const all = [...person.rows, ...rows].sort((one, other) => one.placedAt - other.placedAt);
          return { ...person, rows: all };
        });
        const before = runOf(people);
        const after = runOf(subscribed);
        expect(after.cutoffs.lifecycle).toEqual(before.cutoffs.lifecycle);
        after.classes.forEach(({ lifecycle }, index) => {
          if (subscribed[index] !== people[index]) return;
          expect(lifecycle).toBe(before.classes[index]?.lifecycle);
        });
      }),
      { numRuns: 25 },
    );
  });
});

test('classes on a later day are those a reading of that day gives, if nothing happened since', () => {
  fc.assert(
    fc.property(anyShop, anySettings, fc.integer({ min: 0, max: 900 }), (people, over, later) => {
      const settings = settingsOf(over);
      const until = people.map((person) => ({
        ...person,
        rows: person.rows.map((row) => ({
          ...row,
          cancelledAt: row.cancelledAt !== null && row.cancelledAt > asOf ? null : row.cancelledAt,
          refunds: row.refunds.filter(({ at }) => at <= asOf),
        })),
      }));
      const { cutoffs, figures, today } = runOf(until, settings);
      const then = runOf(until, settings, { asOf: asOf + later * day });
      figures.forEach((one, index) => {
        expect(classify(one, cutoffs, settings, today + later)).toEqual(
          place(then.figures[index]!, then.windows[index]!, cutoffs, settings, today + later),
        );
      });
    }),
    { numRuns: 25 },
  );
});

describe('shops of a few', () => {
  const alike = (count: number) =>
    Array.from({ length: count }, () => buyer([400, 900], [10, 900]));
  test.each([
    [0, 'none'],
    [1, 'none'],
    [4, 'none'],
    [5, 'fixed'],
    [49, 'fixed'],
    [50, 'quintiles'],
  ])('%i customers, all alike, are all in the same classes, by %s', (count, method) => {
    const { cutoffs, classes } = runOf(alike(count));
    expect(cutoffs.method).toBe(method);
    expect(new Set(classes.map((one) => JSON.stringify(one))).size).toBe(Math.min(count, 1));
    for (const { quadrant, abc } of classes) {
      // Ties go high in value; one order day of the year is not often.
      expect(quadrant).toBe('meteor');
      expect(abc).toBe('A');
    }
  });

  test('one giant is gold, and nobody else spends much', () => {
    const giant = buyer(...[5, 40, 90].map((ago): [number, number] => [ago, 10_000_000]));
    const { classes } = runOf([giant, ...alike(20)]);
    expect(classes[0]).toMatchObject({ quadrant: 'gold', abc: 'A', loyalty: 'loyal' });
    expect(new Set(classes.slice(1).map((one) => one.quadrant))).toEqual(new Set(['low_touch']));
  });

  test('who bought nothing in the last year takes no part in its averages', () => {
    const { cutoffs } = runOf([
      ...Array.from({ length: 9 }, () => buyer([800, 50_000])),
      buyer([10, 1_000]),
      ...Array.from({ length: 3 }, () => buyer([300, 500], [200, 500], [100, 2_000])),
    ]);
    expect(cutoffs.quadrant).toEqual({ valueFrom: 2_500, daysFrom: 3 });
  });

  test('where more went back than came in, spending nothing is not much', () => {
    const credited = (minor: number): AnyPerson => {
      const { rows } = buyer([100, 500], [20, 500]);
      const credit = { ...rows[0]!, kind: 'credit' as const, totalMinor: -minor };
      return { ...noOrder, rows: [...rows, { ...credit, placedAt: asOf - day }] };
    };
    const { cutoffs, classes } = runOf([credited(90_000), buyer([500, 700], [600, 700])]);
    expect(cutoffs.quadrant.valueFrom).toBe(1);
    expect(classes.map(({ quadrant, abc }) => [quadrant, abc])).toEqual([
      ['small_star', 'none'],
      ['low_touch', 'A'],
    ]);
  });
});

describe('the last year', () => {
  const days = (zone: string, at: number) => {
    const [year = 0, month = 1, date = 1] = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      dateStyle: 'short',
    })
      .format(at * 1000)
      .split('-')
      .map(Number);
    return Date.UTC(year, month - 1, date) / 86_400_000;
  };
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Havana', 'Europe/Berlin'];
  /** Around a leap day, a night the clocks change, and the turn of the window itself. */
  const instants = ['2024-02-29', '2024-03-10', '2024-11-03', '2023-10-29', '2025-03-01'].map(
    (date) => Date.parse(`${date}T00:00:00Z`) / 1000,
  );
  const moment = fc
    .tuple(fc.constantFrom(...instants), fc.integer({ min: -40, max: 40 }))
    .map(([at, hours]) => at + hours * 3_600);

  test.each(zones)(
    'is 365 dates of the calendar in %s, leap days and clock changes or not',
    (zone) => {
      fc.assert(
        fc.property(
          fc.array(moment, { minLength: 1, maxLength: 6 }),
          moment.map((at) => at + 365 * day),
          (placed, now) => {
            const ordered = placed.filter((at) => at <= now).sort((one, other) => one - other);
            const rows = ordered.map((placedAt) => ({ ...buyer([0, 700]).rows[0]!, placedAt }));
            const calendar = calendarOf(zone);
            const { figures, today } = runOf([{ ...noOrder, rows }], usualSettings, {
              asOf: now,
              calendar,
            });
            expect(today).toBe(days(zone, now));
            const recent = ordered.map((at) => days(zone, at)).filter((one) => one > today - 365);
            const history = figures[0]?.history;
            expect(history?.orderDays.filter((one) => one > today - 365)).toEqual([
              ...new Set(recent),
            ]);
          },
        ),
      );
    },
  );
});
