import type { Columns } from '../columns.ts';
import type { NumberArray, Numbers, QueryContext } from './attribute.ts';

export const none = -1;
export const whole = (values: NumberArray): Numbers => ({ values, unknown: none });
export const scored = (values: NumberArray): Numbers => ({ values, unknown: 0 });
/** For columns in which every value is known, also a negative one. */
export const always = (values: NumberArray): Numbers => ({ values, unknown: NaN });

export function derived(columns: Columns, of: (index: number) => number): Numbers {
  const values = new Float64Array(columns.count);
  for (let i = 0; i < values.length; i += 1) values[i] = of(i);
  return { values, unknown: NaN };
}

export function days(columns: Columns, instants: Uint32Array, at: QueryContext): Numbers {
  return derived(columns, (i) => (instants[i] ? at.dayOf(instants[i]) : NaN));
}
