import { z } from 'zod';

/** Tags, and labels in our metafield: what a customer is to carry. */
export interface WantedMarks {
  tags: string[];
  labels: string[];
}

/** What a customer carries of ours at the shop. */
export const marksSchema = z.object({
  tags: z.array(z.string()),
  labels: z.array(z.string()),
  /**
   * Wanted and not set by us: the shop had the tag itself, or would not have it. Not ours to take
   * off, and not asked for again.
   */
  skippedTags: z.array(z.string()),
  /** The same of the metafield, with the labels that were wanted. */
  skippedLabels: z.array(z.string()),
});
export type Marks = z.infer<typeof marksSchema>;

export const noMarks: Marks = { tags: [], labels: [], skippedTags: [], skippedLabels: [] };

/** Whether anything there is ours. */
export function carries({ tags, labels }: Marks): boolean {
  return tags.length > 0 || labels.length > 0;
}

/** Whether there is nothing to do, or nothing more that could be done. */
export function areAsWanted(had: Marks, want: WantedMarks): boolean {
  return (
    sameWords([...had.tags, ...had.skippedTags], want.tags) &&
    sameWords([...had.labels, ...had.skippedLabels], want.labels)
  );
}

export function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word));
}

/** Something of each customer, the same few over and over: each kept once, then a line a customer. */
export function writeLines<T>(of: Iterable<readonly [id: string, value: T]>): Uint8Array {
  const known = new Map<string, number>();
  const lines: string[] = [];
  for (const [id, value] of of) {
    const text = JSON.stringify(value);
    const at = known.get(text) ?? known.size;
    known.set(text, at);
    lines.push(`${id} ${String(at)}`);
  }
  return Buffer.from([`[${[...known.keys()].join(',')}]`, ...lines].join('\n'));
}

/** The same, read back; equal values are one and the same. */
export function readLines<T>(bytes: Uint8Array, schema: z.ZodType<T>): [id: string, value: T][] {
  const [header = '[]', ...lines] = Buffer.from(bytes).toString('utf8').split('\n');
  const known = z.array(schema).parse(JSON.parse(header));
  return lines.map((line) => {
    const space = line.indexOf(' ');
    const value = known[Number(line.slice(space + 1))];
    if (space < 0 || value === undefined) throw new Error('a file of marks that is cut short');
    return [line.slice(0, space), value];
  });
}
