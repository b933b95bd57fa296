import { Refusal } from '../platform/refusal.ts';
import { fieldsAsked, refuseUnpicked } from './pickedFields.ts';
import type { NamedField } from './query/complete.ts';
import { segmentKey } from './query/expand.ts';
import { refuseLabel } from './pushLabel.ts';
import { readQuery } from './readQuery.ts';
import type { Segment } from './segment.ts';
import type { SegmentInput, UsedBy } from './segments.schema.ts';

const mostSegments = 200;

/** Refuses a name that is taken, a query that cannot be asked and a label no customer should read. */
export function refuseInput(
  input: SegmentInput,
  segmentId: string,
  segments: readonly Segment[],
  fields: readonly NamedField[],
): void {
  const others = segments.filter((one) => one.segmentId !== segmentId);
  const key = segmentKey(input.name);
  if (others.some(({ name }) => segmentKey(name) === key)) {
    throw new Refusal('conflict', 'Another segment has this name: choose another.', {
      field: 'name',
      why: 'segmentNameTaken',
    });
  }
  if (others.length >= mostSegments) {
    throw new Refusal('conflict', 'There are 200 segments: delete one before the next.', {
      why: 'tooManySegments',
      most: mostSegments,
    });
  }
  // With itself among the segments, so that it is found where it asks for itself.
  const query = readQuery(input.query, 'query', [...others, input]);
  refuseUnpicked(fieldsAsked(query), fields, { text: input.query, field: 'query' });
  if (input.label === null) return;
  refuseLabel(input.label);
  if (others.some(({ label }) => label?.toLowerCase() === input.label?.toLowerCase())) {
    throw new Refusal('conflict', 'Another segment marks its customers with this label.', {
      field: 'label',
      why: 'segmentLabelTaken',
    });
  }
  if (query.kind === 'all') {
    throw new Refusal('invalid', 'An empty query is everyone: a mark on everyone tells nothing.', {
      field: 'label',
      why: 'everyoneLabelled',
    });
  }
}

/** Other queries find a segment by its name. */
export function refuseRename(before: Segment, name: string, uses: readonly UsedBy[]): void {
  if (segmentKey(before.name) === segmentKey(name) || uses.length === 0) return;
  throw new Refusal(
    'conflict',
    `Other queries ask for this segment by its name (${named(uses)}): change them first, or keep the name.`,
    { field: 'name', why: 'segmentNamed', names: named(uses) },
  );
}

/** What is asked for by another segment or an active rule stays. */
export function refuseRemoval(uses: readonly UsedBy[]): void {
  const keeping = uses.filter(({ kind, active }) => active || kind === 'segment');
  if (keeping.length === 0) return;
  throw new Refusal(
    'conflict',
    `This segment is used by ${named(keeping)}: pause or change that first.`,
    { why: 'segmentInUse', names: named(keeping) },
  );
}

function named(uses: readonly UsedBy[]): string {
  return uses.map(({ name }) => `"${name}"`).join(', ');
}
