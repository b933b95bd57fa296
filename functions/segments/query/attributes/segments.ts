import type { Attribute } from '../attribute.ts';

/** The merchant's own segments. */
export const segmentAttributes: readonly Attribute[] = [
  {
    name: 'segments',
    type: 'segment',
    unit: 'segment',
    sentence: 'Segments of this shop the customer is in, by name.',
  },
];
