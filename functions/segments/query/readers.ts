import { unknownInstant, type Columns } from '../columns.ts';
import type { NumberArray, Numbers } from './attribute.ts';

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

/** Instants, asked about by the shop-calendar day they fall on. */
export const days = (instants: Uint32Array): Numbers => ({
  values: instants,
  unknown: unknownInstant,
  as: 'seconds',
});
