import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { settingsPreviewSchema } from '../../functions/segments/settingsPreview.schema.ts';
import { type Settings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { call } from './call.ts';

export const settingsQuery = () =>
  queryOptions({
    queryKey: ['settings'],
    queryFn: ({ signal }) => call(settingsSchema, '/settings', { signal }),
  });

/** Class sizes under these settings; an earlier question is dropped when a newer one is asked. */
export const settingsPreviewQuery = (settings: Settings) =>
  queryOptions({
    queryKey: ['settings-preview', settings],
    queryFn: ({ signal }) =>
      call(settingsPreviewSchema, '/settings/preview', {
        method: 'POST',
        json: settings,
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
  });

/** Keeps thresholds; `change` is given the settings as they are kept by now. */
export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: (kept: Settings) => Settings) => {
      const kept = await call(settingsSchema, '/settings');
      return call(settingsSchema, '/settings', { method: 'PUT', json: change(kept) });
    },
    onSuccess: async (settings) => {
      client.setQueryData(['settings'], settings);
      await Promise.all(
        ['audit-log', 'overview', 'customers', 'fields'].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      );
    },
  });
}
