import { z } from 'zod';
import type { Log } from '../platform/log.ts';
import type { Objects } from '../platform/objects.ts';
import { intentOf, intentSchema, type Intent, type MarkChange } from './pushPlan.ts';
import type { CustomerMarks, Labelled, MarkOutcome } from './shopMarks.ts';

export interface ChunkDeps {
  objects: Objects;
  marks: CustomerMarks;
  log: Log;
}

/**
 * Does one chunk of a plan, begun before or not: what will be done is written down under `key` first.
 */
export async function doChunk(
  shop: string,
  key: string,
  begun: Uint8Array | undefined,
  part: readonly (readonly [string, MarkChange])[],
  deps: ChunkDeps,
): Promise<void> {
  const intents = begun === undefined ? await writeDown(shop, key, part, deps) : readIntents(begun);
  const refused = await carryOut(shop, intents, deps.marks);
  if (refused.size === 0) return;
  // What the shop would not have is not ours; the rest of that customer's marks is.
  const kept = intents.map((intent) => refused.get(intent.id) ?? intent);
  await putIntents(key, kept, deps);
  deps.log.warn('segments.push.refused', { shop, customers: refused.size });
}

async function writeDown(
  shop: string,
  key: string,
  part: readonly (readonly [string, MarkChange])[],
  deps: ChunkDeps,
): Promise<Intent[]> {
  const found = await deps.marks.read(
    shop,
    part.map(([id]) => id),
  );
  const intents = part.map(([id, change]) => intentOf(id, change, found.get(id)));
  await putIntents(key, intents, deps);
  return intents;
}

/**
 * Those the shop refused something of, with what they carry all the same. What is new is put on
 * before what is old is taken off: whoever stays in a segment is never seen without its mark.
 */
async function carryOut(
  shop: string,
  intents: readonly Intent[],
  marks: CustomerMarks,
): Promise<Map<string, Intent>> {
  const refused = new Map<string, Intent>();
  const labelled = intents.flatMap(({ id, labels }): Labelled[] =>
    labels === null ? [] : [{ customerId: id, labels }],
  );
  const outcomes = await marks.setLabels(shop, labelled);
  for (const intent of intents) {
    if (outcomes.get(intent.id) !== 'refused') continue;
    const after = { ...intent.after, labels: [], skippedLabels: intent.after.labels };
    refused.set(intent.id, { ...intent, labels: null, after });
  }
  for (const intent of intents) {
    if ((await retag(shop, intent, marks)) === 'done') continue;
    const known = refused.get(intent.id) ?? intent;
    const tags = known.after.tags.filter((tag) => !intent.add.includes(tag));
    const skippedTags = [...known.after.skippedTags, ...intent.add];
    refused.set(intent.id, { ...known, add: [], after: { ...known.after, tags, skippedTags } });
  }
  const over = intents.filter(({ deleteLabels }) => deleteLabels).map(({ id }) => id);
  await marks.deleteLabels(shop, over);
  return refused;
}

/** A customer full of tags has room for a new one only once an old one is off. */
async function retag(
  shop: string,
  { id, add, remove }: Intent,
  marks: CustomerMarks,
): Promise<MarkOutcome> {
  const added = add.length === 0 ? 'done' : await marks.addTags(shop, id, add);
  if (remove.length === 0) return added;
  await marks.removeTags(shop, id, remove);
  return added === 'done' ? 'done' : marks.addTags(shop, id, add);
}

function putIntents(key: string, intents: readonly Intent[], { objects }: ChunkDeps) {
  return objects.put(key, Buffer.from(JSON.stringify(intents)), 'application/json');
}

/** What was written down. */
export function readIntents(bytes: Uint8Array): Intent[] {
  return z.array(intentSchema).parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
}
