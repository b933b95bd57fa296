import { calendarOf, type Calendar } from '../../functions/customers/calendar.ts';
import { classify, type Classes } from '../../functions/segments/classify.ts';
import type { Cutoffs } from '../../functions/segments/classes.schema.ts';
import { ColumnsBuilder } from '../../functions/segments/columnsBuilder.ts';
import { readFigures, type Figures } from '../../functions/segments/figures.ts';
import { OrderValueLists } from '../../functions/segments/orderValues.ts';
import { cutoffsOfColumns } from '../../functions/segments/placeColumns.ts';
import { classSettingsSchema, type ClassSettings } from '../../functions/segments/run.schema.ts';
import type { Windows } from '../../functions/segments/windows.ts';
import { defaultSettings } from '../../functions/shops/settings.schema.ts';
import { addRead } from './addRead.ts';
import { asOf as usualAsOf, type AnyPerson } from './anyShop.ts';

export const usualSettings = classSettingsSchema.parse(defaultSettings);

export interface Ran {
  cutoffs: Cutoffs;
  today: number;
  figures: Figures[];
  /** Figures of the last so many days, as read on the day of the run. */
  windows: Windows[];
  classes: Classes[];
}

/** A run over these customers, in memory: cut-offs of all, classes of each in the order given. */
export function runOf(
  people: readonly AnyPerson[],
  settings: ClassSettings = usualSettings,
  { asOf = usualAsOf, calendar = calendarOf('UTC') }: { asOf?: number; calendar?: Calendar } = {},
): Ran {
  const today = calendar.dayOf(asOf);
  const values = new OrderValueLists(today);
  const builder = new ColumnsBuilder();
  const reads = people.map(({ rows, historyIncomplete, wholesaleByTag }, index) => {
    const standing = { historyIncomplete, wholesaleByTag, isLeftOut: null, windows: settings };
    const read = readFigures(rows, { asOf, calendar }, standing);
    addRead(values, read);
    const id = String(index);
    builder.add({ id, read, held: {}, shopSays: null, consent: {}, createdAt: null, tags: [] });
    return read;
  });
  const figures = reads.map((read) => read.figures);
  const windows = reads.map((read) => read.windows);
  const { columns } = builder.done();
  const cutoffs = cutoffsOfColumns(columns, values.done(), settings, { asOf, today });
  const classes = figures.map((one) => classify(one, cutoffs, settings, today));
  return { cutoffs, today, figures, windows, classes };
}
