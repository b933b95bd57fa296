import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { duplicateListSchema } from '../../functions/admin/customers.schema.ts';
import { familySchema, type MemberInput } from '../../functions/customers/family.schema.ts';
import { call } from './call.ts';

/** Who may be the same person as this customer. */
export const duplicatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['duplicates', id],
    queryFn: ({ signal }) => call(duplicateListSchema, `${pathOf(id)}/duplicates`, { signal }),
  });

/** Who else buys under this customer's address. */
export const familyQuery = (id: string) =>
  queryOptions({
    queryKey: ['family', id],
    queryFn: ({ signal }) => call(familySchema, `${pathOf(id)}/family`, { signal }),
  });

/** Adds a family member (no member), or changes one. */
export function useSaveMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ memberId, input }: { memberId: string | null; input: MemberInput }) =>
      memberId === null
        ? call(familySchema, `${pathOf(id)}/family`, { method: 'POST', json: input })
        : call(familySchema, memberPath(id, memberId), { method: 'PUT', json: input }),
    onSuccess: (family) => client.setQueryData(['family', id], family),
  });
}

export function useRemoveMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string) =>
      call(familySchema, memberPath(id, memberId), { method: 'DELETE' }),
    onSuccess: (family) => client.setQueryData(['family', id], family),
  });
}

const pathOf = (id: string) => `/customers/${encodeURIComponent(id)}`;
const memberPath = (id: string, memberId: string) =>
  `${pathOf(id)}/family/${encodeURIComponent(memberId)}`;
