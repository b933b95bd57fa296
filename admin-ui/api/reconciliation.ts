import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  reconciliationListSchema,
  reconciliationSchema,
} from '../../functions/intake/reconciliation.schema.ts';
import { call } from './call.ts';

/** Comparisons with the shop's own sums, newest first. */
export const reconciliationsQuery = () =>
  queryOptions({
    queryKey: ['reconciliations'],
    queryFn: ({ signal }) => call(reconciliationListSchema, '/reconciliations', { signal }),
  });

/** One of them by its day; `finishedAt` makes a later one of the same day another. */
export const reconciliationQuery = (date: string, finishedAt: string) =>
  queryOptions({
    queryKey: ['reconciliation', date, finishedAt],
    queryFn: ({ signal }) =>
      call(reconciliationSchema, `/reconciliations/${encodeURIComponent(date)}`, { signal }),
  });

/** Asks for one now. */
export function useReconcile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      call(z.object({ queued: z.boolean() }), '/jobs/reconcile', { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reconciliations'] }),
  });
}
