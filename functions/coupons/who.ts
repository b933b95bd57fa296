import { indexOfId } from '../segments/columns.ts';
import type { Population } from './population.ts';

/** Whether a customer meets a rule's own condition, as far as we can know. */
export type Who = (query: string, customerId: string) => Promise<'in' | 'out' | 'undecided'>;

export function whoIn(population: Population | null): Who {
  return async (query, customerId) => {
    if (population === null) return Promise.resolve('undecided');
    const index = indexOfId(population.columns, customerId);
    return Promise.resolve(index < 0 ? 'undecided' : population.whoAt(query)(index));
  };
}
