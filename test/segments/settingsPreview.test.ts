import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { rowOf, rowOrder, type LedgerRow } from '../../functions/customers/ledgerRow.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import type { History } from '../../functions/segments/histories.ts';
import { OrderColumnsBuilder } from '../../functions/segments/orderColumnsBuilder.ts';
import { cutoffsOfColumns, placeColumns } from '../../functions/segments/placeColumns.ts';
import { contextOf } from '../../functions/segments/queryContext.ts';
import { previewClasses } from '../../functions/segments/settingsPreview.ts';
import { plainStanding } from '../../functions/segments/standing.ts';
import { standardsOver } from '../../functions/segments/standards.ts';
import { orderValues } from '../../functions/segments/wholesaleColumns.ts';
import {
  defaultSettings,
  settingsSchema,
  type Settings,
} from '../../functions/shops/settings.schema.ts';
import { anyFact } from '../customers/rows.ts';
import { entry, shopOf } from './shop.ts';

const asOf = 1_790_000_000;
const calendar = calendarOf('Asia/Seoul');
const today = calendar.dayOf(asOf);

interface Person {
  rows: LedgerRow[];
  tag: string | null;
}

/** A shop as a run under these settings leaves it. */
function run(people: readonly Person[], settings: Settings): History {
  const builder = new ColumnsBuilder();
  const orderBuilder = new OrderColumnsBuilder(calendar);
  for (const [index, { rows, tag }] of people.entries()) {
    const wholesaleByTag = tag !== null && settings.wholesale.tags.includes(tag);
    const standing = { ...plainStanding, wholesaleByTag, windows: settings };
    const read = readFigures(rows, { asOf, calendar }, standing);
    const tags = tag === null ? [] : [tag];
    builder.add({ ...entry(String(index), []), read, tags });
    orderBuilder.addCustomer(rows, standing);
  }
  const { columns, position } = builder.done();
  const orders = orderBuilder.done(position);
  const values = orderValues(orders, columns, { asOf, today });
  const cutoffs = cutoffsOfColumns(columns, values, settings, { asOf, today });
  const standards = standardsOver(settings.standards, contextOf('Asia/Seoul', 'USD', asOf));
  placeColumns(columns, cutoffs, settings, today, standards);
  const { meta } = shopOf([]);
  return { columns, orders, meta: { ...meta, timeZone: 'Asia/Seoul', asOf, today, cutoffs } };
}

const person = fc.record({
  rows: fc.array(anyFact, { maxLength: 5 }).map((facts) =>
    facts
      .map((fact) => rowOf({ ...fact, placedAt: asOf - (Math.abs(fact.placedAt) % 90_000_000) }))
      .filter((row) => row.placedAt > 0)
      .sort(rowOrder),
  ),
  tag: fc.constantFrom('b2b', 'vip', null),
});
const people = fc.array(person, { maxLength: 70 });
const settings = fc
  .record({
    a: fc.integer({ min: 10, max: 15 }),
    share: fc.integer({ min: 1, max: 90 }),
    t50: fc.integer({ min: 1, max: 300 }),
    tags: fc.constantFrom<string[]>([], ['b2b'], ['b2b', 'vip']),
    windowDays: fc.constantFrom(null, 30, 400),
    lookBack: fc.constantFrom(90, 365),
    query: fc.constantFrom(null, 'orders >= 2', "abc = 'A' OR quadrant = 'gold'"),
  })
  .map(({ a, share, t50, tags, windowDays, lookBack, query }): Settings => ({
    ...defaultSettings,
    level: { ...defaultSettings.level, cuts: { a, b: 8, c: 5 } },
    abc: { ...defaultSettings.abc, aMoneyShare: share / 100, windowDays },
    quadrant: { ...defaultSettings.quadrant, windowDays: lookBack },
    standards: settingsSchema.parse({
      standards: query === null ? [] : [{ key: 'key', query }],
    }).standards,
    lifecycle: {
      ...defaultSettings.lifecycle,
      fixed: { t50, t80: 301, t95: 400 },
      winBackDays: 90,
    },
    wholesale: { tags },
  }));

const sizes = ({ schemes }: ReturnType<typeof previewClasses>, at: 'before' | 'after') =>
  schemes.map(({ scheme, groups, unplaced }) => ({
    scheme,
    groups: groups.map((group) => group[at]),
    unplaced: unplaced[at],
  }));

describe('a preview of other settings', () => {
  test('says what a run under them would, and what the last one did', () => {
    fc.assert(
      fc.property(people, settings, settings, (shop, kept, proposed) => {
        const before = run(shop, kept);
        const after = run(shop, proposed);
        const preview = previewClasses(before, proposed, kept);
        expect(preview.cutoffs.after).toEqual(after.meta.cutoffs);
        expect(preview.customers).toBe(shop.length);
        const placed = previewClasses(after, proposed, proposed);
        expect(placed.changed).toBe(0);
        expect(sizes(placed, 'before')).toEqual(sizes(placed, 'after'));
        expect(sizes(preview, 'after')).toEqual(sizes(placed, 'before'));
        const unmoved = previewClasses(before, kept, kept);
        expect(sizes(preview, 'before')).toEqual(sizes(unmoved, 'after'));
        for (const { scheme, changed } of preview.schemes) {
          const moved = before.columns[scheme].filter(
            (code, index) => code !== after.columns[scheme][index],
          );
          expect(changed).toBe(moved.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('writes nothing into the history it was given', () => {
    fc.assert(
      fc.property(people, settings, (shop, proposed) => {
        const history = run(shop, defaultSettings);
        const copy = structuredClone(history);
        previewClasses(history, proposed, defaultSettings);
        expect(history).toEqual(copy);
      }),
      { numRuns: 10 },
    );
  });
});
