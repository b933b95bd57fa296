import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  sourceListSchema,
  sourceSecretSchema,
  sourceViewSchema,
} from '../../functions/sources/sources.schema.ts';
import { call } from './call.ts';

/** Other shops whose orders enter the same files. */
export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => call(sourceListSchema, '/sources', { signal }),
  });

/** Connects a shop, or gives one a new secret: either answers the secret, this once. */
export function useNewSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (of: { roll: string } | { name: string; title: string }) =>
      'roll' in of
        ? call(sourceSecretSchema, `${pathOf(of.roll)}/roll`, { method: 'POST' })
        : call(sourceSecretSchema, '/sources', { method: 'POST', json: of }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}

export type SourceDeed = 'pause' | 'resume' | 'delete' | 'end-old-secret';

export function useChangeSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, deed }: { name: string; deed: SourceDeed }) =>
      call(sourceViewSchema, `${pathOf(name)}/${deed}`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sources'] }),
  });
}

const pathOf = (name: string) => `/sources/${encodeURIComponent(name)}`;
