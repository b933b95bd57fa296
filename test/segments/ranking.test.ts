import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { causeOfRun } from '../../functions/segments/causes.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { classify } from '../../functions/segments/classify.ts';
import { idAt, wordAt, type Columns } from '../../functions/segments/columns.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { answerAt, select } from '../../functions/segments/query/evaluate.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { classSettingsSchema } from '../../functions/segments/run.schema.ts';
import {
  plainCounting,
  plainStanding,
  standingOf,
  type CountableRow,
} from '../../functions/segments/standing.ts';
import { summarise } from '../../functions/segments/summary.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { buyer, today } from './population.ts';
import { asOf, entry, sale, shopOf } from './shop.ts';

const time = { asOf, calendar: calendarOf('UTC') };

/** Orders of one customer: how long ago each, and what for. */
const orders = fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 90_000 })), {
  minLength: 1,
  maxLength: 5,
});
const shopOfMany = fc.array(orders, { minLength: 3, maxLength: 70 });

const rowsOf = (told: readonly (readonly [number, number])[], flags: CountableRow['flags'] = []) =>
  told
    .toSorted(([one], [other]) => other - one)
    .map(([daysAgo, minor]) => ({ ...sale(daysAgo, minor), flags }));

/** What a customer's classes are, by id. */
function placed(columns: Columns, prefix: string) {
  const found: Record<string, unknown> = {};
  for (let at = 0; at < columns.count; at += 1) {
    const id = idAt(columns, at);
    if (!id.startsWith(prefix)) continue;
    found[id] = [
      columns.recency[at],
      columns.frequency[at],
      columns.monetary[at],
      wordAt(columns, 'segment', at),
      wordAt(columns, 'level', at),
      wordAt(columns, 'abc', at),
      wordAt(columns, 'lifecycle', at),
    ];
  }
  return found;
}

const retailOf = (people: readonly (readonly (readonly [number, number])[])[]) =>
  people.map((told, index) => entry(`r${String(index)}`, rowsOf(told)));
const wholesaleOf = (people: readonly (readonly (readonly [number, number])[])[]) =>
  people.map((told, index) => entry(`w${String(index)}`, rowsOf(told, ['wholesale'])));

describe('wholesale customers', () => {
  it('move no retail score, class or cut-off, however many they are and however much they buy', () => {
    fc.assert(
      fc.property(shopOfMany, shopOfMany, (people, companies) => {
        const alone = shopOf(retailOf(people));
        const huge = companies.map((told) =>
          told.map(([ago, minor]) => [ago, minor * 100] as const),
        );
        const beside = shopOf([...retailOf(people), ...wholesaleOf(huge)]);
        expect(placed(beside.columns, 'r')).toEqual(placed(alone.columns, 'r'));
        const { wholesale, ...retail } = beside.meta.cutoffs;
        expect(retail).toEqual(alone.meta.cutoffs);
        expect(wholesale?.ranked).toBe(companies.length);
      }),
      { numRuns: 60 },
    );
  });

  it('are ranked among themselves exactly as a shop of their own would rank them', () => {
    fc.assert(
      fc.property(shopOfMany, shopOfMany, (people, companies) => {
        const beside = shopOf([...retailOf(people), ...wholesaleOf(companies)]);
        const alone = shopOf(wholesaleOf(companies));
        expect(placed(beside.columns, 'w')).toEqual(placed(alone.columns, 'w'));
        const asRetail = companies.map((told, index) => entry(`w${String(index)}`, rowsOf(told)));
        expect(placed(alone.columns, 'w')).toEqual(placed(shopOf(asRetail).columns, 'w'));
      }),
      { numRuns: 40 },
    );
  });

  it('can be asked for, and leave no customer unplaced', () => {
    const people = Array.from({ length: 8 }, () => [[10, 500] as const]);
    const { columns } = shopOf([...retailOf(people), ...wholesaleOf(people)]);
    const query = parseQuery('wholesale = true');
    if (!query.ok) throw new Error('not a query');
    const at = { today, exponent: 2, dayOf: (second: number) => time.calendar.dayOf(second) };
    const { states } = select(query.query, columns, at);
    const found = Array.from({ length: columns.count }, (_, row) => row)
      .filter((row) => answerAt(states, row) === 'in')
      .map((row) => idAt(columns, row));
    expect(found.every((id) => id.startsWith('w'))).toBe(true);
    expect(found).toHaveLength(8);
    expect(summarise(columns).ranked).toBe(16);
  });

  it('are those with a company order that is no test, and those with a chosen tag in any case', () => {
    const isWholesale = (rows: CountableRow[], tags: string[] = [], chosen: string[] = []) => {
      const worn = Object.fromEntries(tags.map((tag) => [tag, { on: true, at: 1 }]));
      const settings = { ...plainCounting, wholesale: { tags: chosen } };
      const standing = standingOf({ tags: worn, shopSays: null }, [], settings);
      return readFigures(rows, time, standing).figures.wholesale;
    };
    const company = { ...sale(5), flags: ['wholesale'] as const };
    expect(isWholesale([sale(5)])).toBe(false);
    expect(isWholesale([sale(9), company])).toBe(true);
    expect(isWholesale([{ ...company, flags: ['test', 'wholesale'] }])).toBe(false);
    expect(isWholesale([{ ...company, placedAt: asOf + 60 }])).toBe(false);
    expect(isWholesale([sale(5)], ['B2B '], ['b2b'])).toBe(true);
    expect(isWholesale([sale(5)], ['b2c'], ['b2b'])).toBe(false);
  });

  it('have no scores where the last run knew none of them, rather than those of retail', () => {
    const { meta } = shopOf(retailOf(Array.from({ length: 60 }, () => [[10, 500] as const])));
    expect(classify(buyer({ wholesale: true }), meta.cutoffs, defaultSettings, today)).toEqual({
      scores: null,
      segment: null,
      level: null,
      abc: null,
      lifecycle: 'first_timer',
      quadrant: null,
      loyalty: 'too_early',
      promotion: 'full',
      unranked: 'tooFew',
    });
  });

  it('that a tag or an order made of a retail customer moved by a cut-off, which triggers nothing', () => {
    const people = Array.from({ length: 60 }, (_, index) => [[index, 500 + index] as const]);
    const { cutoffs } = shopOf([...retailOf(people), ...wholesaleOf(people)]).meta;
    const now = buyer({ orders: 3, netMinor: 90_000, wholesale: true });
    const before = classify({ ...now, wholesale: false }, cutoffs, settings, today);
    const apart: Cutoffs = { ...cutoffs, wholesale: { ...cutoffs, abcA: null, abcB: null } };
    const basis = { before: { cutoffs: apart, settings, today }, imported: false };
    const after = { cutoffs: apart, settings, today };
    const move = { scheme: 'abc' as const, from: before.abc, to: 'C' };
    expect(before.abc).toBe('A');
    expect(causeOfRun(now, move, { ...basis, now: after }, today)).toBe('cutoff');
  });
});

const settings = classSettingsSchema.parse(defaultSettings);

describe('purchases of staff', () => {
  const staff = { purchases: 'exclude' as const, tags: ['Team'], codes: ['team40 '] };
  const coded = (daysAgo: number) => ({ ...sale(daysAgo, 6_000), codes: ['TEAM40'] });
  const figures = (rows: CountableRow[], tags: string[], chosen: typeof settings.staff) => {
    const worn = Object.fromEntries(tags.map((tag) => [tag, { on: true, at: 1 }]));
    const standing = standingOf({ tags: worn, shopSays: null }, [], {
      ...plainCounting,
      staff: chosen,
    });
    return readFigures(rows, time, standing).figures;
  };

  it('count like any other until the shop chooses otherwise', () => {
    const rows = [sale(20), coded(5)];
    const plain = readFigures(rows, time, plainStanding).figures;
    expect(figures(rows, ['team'], { ...staff, purchases: 'count' })).toEqual(plain);
    expect(plain).toMatchObject({ orders: 2, netMinor: 7_000 });
  });

  it('known by their code are orders that add nothing and move no date', () => {
    const all = figures([sale(20), coded(5)], [], staff);
    expect(all).toMatchObject({ rows: 2, orders: 1, netMinor: 1_000, lastDay: today - 20 });
  });

  it('are all of a customer with the tag of staff', () => {
    expect(figures([sale(20), coded(5)], ['TEAM'], staff)).toMatchObject({
      rows: 2,
      orders: 0,
      netMinor: 0,
      lastDay: null,
    });
  });
});
