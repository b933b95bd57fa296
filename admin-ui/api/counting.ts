import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Settings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { call } from './call.ts';

/** Who is ranked apart, and whose purchases count. */
export type Counting = Pick<Settings, 'wholesale' | 'staff'>;

export const countingQuery = () =>
  queryOptions({
    queryKey: ['settings'],
    queryFn: ({ signal }) => call(settingsSchema, '/settings', { signal }),
  });

/** Changes these; the other settings stay as they are kept. */
export function useSaveCounting() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (counting: Counting) => {
      const kept = await call(settingsSchema, '/settings');
      return call(settingsSchema, '/settings', { method: 'PUT', json: { ...kept, ...counting } });
    },
    onSuccess: (settings) => {
      client.setQueryData(['settings'], settings);
      return client.invalidateQueries({ queryKey: ['audit-log'] });
    },
  });
}
