import { queryOptions, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { NamedField } from '../../functions/segments/query/complete.ts';
import { fieldOfName } from '../../functions/segments/query/attributes/fields.ts';
import { call } from './call.ts';

const attributesSchema = z.object({
  attributes: z.array(z.object({ name: z.string(), meaning: z.string() })),
});

/** The merchant's own fields of customers that a query may ask about. */
export const fieldsQuery = () =>
  queryOptions({
    queryKey: ['fields'],
    queryFn: async ({ signal }) => {
      const { attributes } = await call(attributesSchema, '/segments/attributes', { signal });
      return attributes.flatMap(({ name, meaning }): NamedField[] => {
        const field = fieldOfName(name);
        return field === null ? [] : [{ field, name: meaning }];
      });
    },
    staleTime: 60_000,
  });

const none: readonly NamedField[] = [];

/** The same, none until they are known: an editor works without. */
export function useFields(): readonly NamedField[] {
  return useQuery(fieldsQuery()).data ?? none;
}
