import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  requestListSchema,
  requestViewSchema,
  type RequestInput,
} from '../../functions/privacy/requests.schema.ts';
import { call, download } from './call.ts';
import { livelyMs } from './queries.ts';

/** What customers asked about their data; looked at again soon while something is being worked on. */
export const requestsQuery = () =>
  queryOptions({
    queryKey: ['privacyRequests'],
    queryFn: ({ signal }) => call(requestListSchema, '/privacy/requests', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.requests.some((request) => request.state === 'open') === true ? livelyMs : false,
  });

function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['privacyRequests'] }),
      client.invalidateQueries({ queryKey: ['overview'] }),
    ]);
}

/** Asks for a copy of a customer's data, or for the customer to be erased. */
export function useAskPrivacy() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: RequestInput) =>
      call(requestViewSchema, '/privacy/requests', { method: 'POST', json: input }),
    onSuccess: refresh,
  });
}

/** Notes that the customer was given the copy. */
export function useMarkSent() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: string) => call(requestViewSchema, `${pathOf(id)}/done`, { method: 'POST' }),
    onSuccess: refresh,
  });
}

/** Saves the copy as a file on this machine. */
export function useSaveExport() {
  return useMutation({
    mutationFn: ({ id, format }: { id: string; format: 'json' | 'html' }) =>
      download(`${pathOf(id)}/export?format=${format}`, `personal-data.${format}`),
  });
}

const pathOf = (id: string) => `/privacy/requests/${encodeURIComponent(id)}`;
