import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarOf } from '../../functions/customers/calendar.ts';
import { classify } from '../../functions/segments/classify.ts';
import { wordAt } from '../../functions/segments/columns.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { readFigures } from '../../functions/segments/figures.ts';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';
import { cutoffsOfColumns, placeColumns } from '../../functions/segments/placeColumns.ts';
import { classSettingsSchema } from '../../functions/segments/run.schema.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { addRead } from './addRead.ts';
import { anySettings, anyShop, asOf, today } from './anyShop.ts';

const schemes = [
  'segment',
  'level',
  'abc',
  'lifecycle',
  'quadrant',
  'loyalty',
  'promotion',
] as const;
const time = { asOf, calendar: calendarOf('UTC') };

test('a run places every customer exactly as one customer is placed', () => {
  fc.assert(
    fc.property(anyShop, anySettings, (people, over) => {
      const settings = classSettingsSchema.parse({ ...defaultSettings, ...over });
      const values = new OrderValueLists(today);
      const builder = new ColumnsBuilder();
      const reads = people.map(({ rows, potentialMinor, ...standing }, index) => {
        const read = readFigures(rows, time, { ...standing, isLeftOut: null, windows: settings });
        addRead(values, read);
        read.figures.potentialMinor = potentialMinor;
        const id = String(1_000 + index);
        builder.add({ id, read, held: {}, shopSays: null, consent: {}, createdAt: null, tags: [] });
        return read;
      });
      const { columns } = builder.done();
      people.forEach(({ potentialMinor }, at) => {
        columns.potentialMinor[at] = potentialMinor ?? NaN;
      });
      const cutoffs = cutoffsOfColumns(columns, values.done(), settings, { asOf, today });
      const moved = placeColumns(columns, cutoffs, settings, today);
      reads.forEach(({ figures }, at) => {
        const { scores, ...classes } = classify(figures, cutoffs, settings, today);
        const inColumns = Object.fromEntries(
          schemes.map((scheme) => [scheme, wordAt(columns, scheme, at)]),
        );
        expect(classes).toMatchObject(inColumns);
        expect([columns.recency[at], columns.frequency[at], columns.monetary[at]]).toEqual([
          scores?.recency ?? 0,
          scores?.frequency ?? 0,
          scores?.monetary ?? 0,
        ]);
      });
      expect(moved).toHaveLength(people.length);
      expect(placeColumns(columns, cutoffs, settings, today)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
