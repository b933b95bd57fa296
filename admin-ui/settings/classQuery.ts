import type { Scheme } from '../../functions/customers/customer.schema.ts';

const attributeOf: Partial<Record<Scheme, string>> = {
  level: 'rfm_level',
  segment: 'rfm_segment',
};

/** Whoever is in a class, in the segment language. */
export function classQuery(scheme: Scheme, key: string): string {
  return `${attributeOf[scheme] ?? scheme} = '${key}'`;
}
