import { z } from 'zod';
import { standardKeys } from '../../functions/segments/classes.schema.ts';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { standardsSchema, type Standard } from '../../functions/segments/standards.schema.ts';

const entrySchema = z.object({
  key: z.enum(standardKeys),
  query: z.string(),
  goal: z.string(),
  days: z.string(),
  service: z.string(),
});
/** A customer standard while it is typed; without a query it is not one. */
export type StandardEntry = z.infer<typeof entrySchema>;

/** All standards as one text, those not kept yet with nothing in them, the best first. */
export function entriesText(standards: readonly Standard[]): string {
  const missing = [...standardKeys]
    .reverse()
    .filter((key) => standards.every((standard) => standard.key !== key));
  const text = (value: number | null) => (value === null ? '' : String(value));
  const entries: StandardEntry[] = [
    ...standards.map(({ key, query, satisfactionGoal, contactEveryDays, service }) => ({
      key,
      query,
      goal: text(satisfactionGoal),
      days: text(contactEveryDays),
      service,
    })),
    ...missing.map((key) => ({ key, query: '', goal: '', days: '', service: '' })),
  ];
  return JSON.stringify(entries);
}

export function entriesOf(text: string): StandardEntry[] {
  return z.array(entrySchema).parse(JSON.parse(text));
}

/** The standards the entries stand for; undefined: one cannot be read yet. */
export function standardsOf(entries: readonly StandardEntry[]): Standard[] | undefined {
  const asked = entries.filter(({ query }) => query.trim() !== '');
  if (!asked.every(({ query }) => parseQuery(query).ok)) return undefined;
  const number = (text: string) => (text.trim() === '' ? null : Number(text));
  const parsed = standardsSchema.safeParse(
    asked.map(({ key, query, goal, days, service }) => ({
      key,
      query,
      satisfactionGoal: number(goal),
      contactEveryDays: number(days),
      service,
    })),
  );
  return parsed.data;
}
