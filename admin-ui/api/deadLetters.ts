import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { letterListSchema } from '../../functions/deadLetters/letter.schema.ts';
import { call } from './call.ts';

/** Messages that could not be worked on, newest first. */
export const deadLettersQuery = () =>
  infiniteQueryOptions({
    queryKey: ['deadLetters'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(
        letterListSchema,
        pageParam === ''
          ? '/dead-letters'
          : `/dead-letters?cursor=${encodeURIComponent(pageParam)}`,
        { signal },
      ),
    getNextPageParam: (last) => last.cursor ?? undefined,
  });

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['deadLetters'] }),
      client.invalidateQueries({ queryKey: ['overview'] }),
    ]);
}

/** Sends one message to its queue again, or gives it up for good. */
export function useDealWithLetter() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, deed }: { id: string; deed: 'retry' | 'discard' }) =>
      call(z.object({}), `/dead-letters/${encodeURIComponent(id)}/${deed}`, { method: 'POST' }),
    onSuccess: refresh,
  });
}

export function useRetryAll() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: () =>
      call(z.object({ retried: z.number().int() }), '/dead-letters/retry-all', { method: 'POST' }),
    onSuccess: refresh,
  });
}
