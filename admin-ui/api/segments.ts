import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  pushViewSchema,
  segmentListSchema,
  segmentPreviewSchema,
  segmentVersionsSchema,
  segmentViewSchema,
  type PushInput,
  type SegmentInput,
} from '../../functions/segments/segments.schema.ts';
import { call } from './call.ts';

const pathOf = (id: string) => `/segments/${encodeURIComponent(id)}`;

export const segmentsQuery = () =>
  queryOptions({
    queryKey: ['segments'],
    queryFn: ({ signal }) => call(segmentListSchema, '/segments', { signal }),
  });

export const segmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', id],
    queryFn: ({ signal }) => call(segmentViewSchema, pathOf(id), { signal }),
  });

export const segmentVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['segments', id, 'versions'],
    queryFn: ({ signal }) => call(segmentVersionsSchema, `${pathOf(id)}/versions`, { signal }),
  });

/** Who a query finds as it is typed; an earlier question is dropped when a newer one is asked. */
export const segmentPreviewQuery = (query: string, segmentId: string | null) =>
  queryOptions({
    queryKey: ['segment-preview', segmentId, query],
    queryFn: ({ signal }) =>
      call(segmentPreviewSchema, '/segments/preview', {
        method: 'POST',
        json: { query, ...(segmentId !== null && { segmentId }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const pushQuery = () =>
  queryOptions({
    queryKey: ['segment-push'],
    queryFn: ({ signal }) => call(pushViewSchema, '/segments/push', { signal }),
  });

/** Keeps a new segment (id null) or a changed one. */
export function useSaveSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, input }: { id: string | null; input: SegmentInput }) =>
      id === null
        ? call(segmentViewSchema, '/segments', { method: 'POST', json: input })
        : call(segmentViewSchema, pathOf(id), { method: 'PUT', json: input }),
    onSuccess: async (segment) => {
      client.setQueryData(['segments', segment.id], segment);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['segments'], exact: true }),
        client.invalidateQueries({ queryKey: ['segments', segment.id, 'versions'] }),
      ]);
    },
  });
}

/** Goes back to an earlier query, or says that so many are right. */
export function useSegmentDeed(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (
      deed: { do: 'accept'; count: number | null } | { do: 'restore'; version: number },
    ) =>
      call(segmentViewSchema, `${pathOf(id)}/${deed.do}`, {
        method: 'POST',
        json: deed.do === 'restore' ? { version: deed.version } : { count: deed.count },
      }),
    onSuccess: async (segment) => {
      client.setQueryData(['segments', id], segment);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['segments'], exact: true }),
        client.invalidateQueries({ queryKey: ['segments', id, 'versions'] }),
      ]);
    },
  });
}

export function useDeleteSegment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call(z.object({ deleted: z.boolean() }), pathOf(id), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['segments'], exact: true }),
  });
}

/** Changes what customers carry at the shop, starts a run now, or takes all of it off again. */
export function usePush() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: { do: 'keep'; input: PushInput } | { do: 'run' | 'remove' }) =>
      deed.do === 'keep'
        ? call(pushViewSchema, '/segments/push', { method: 'PUT', json: deed.input })
        : call(pushViewSchema, `/segments/push/${deed.do}`, { method: 'POST', json: {} }),
    onSuccess: (view) => {
      client.setQueryData(['segment-push'], view);
    },
  });
}
