import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { accessLogSchema, auditLogSchema } from '../../functions/privacy/logs.schema.ts';
import { retentionSchema } from '../../functions/privacy/retention.schema.ts';
import { type Settings, settingsSchema } from '../../functions/shops/settings.schema.ts';
import { call } from './call.ts';

/** What is kept about persons and staff, and for how long. */

const after = (values: Record<string, string>) => {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/** Who saw whom; with a customer's id only who saw that one. */
export const accessLogQuery = (customer: string) =>
  infiniteQueryOptions({
    queryKey: ['access-log', customer],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(accessLogSchema, `/access-log${after({ customer, cursor: pageParam })}`, { signal }),
    getNextPageParam: (last) => last.cursor ?? undefined,
  });

export const auditLogQuery = () =>
  infiniteQueryOptions({
    queryKey: ['audit-log'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(auditLogSchema, `/audit-log${after({ cursor: pageParam })}`, { signal }),
    getNextPageParam: (last) => last.cursor ?? undefined,
  });

export const retentionQuery = () =>
  queryOptions({
    queryKey: ['retention'],
    queryFn: ({ signal }) => call(retentionSchema, '/retention', { signal }),
  });

export type ChosenDays = Partial<Settings['retentionDays']>;

/** Changes periods; the other settings stay as they are kept. */
export function useSaveRetention() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (days: ChosenDays) => {
      const kept = await call(settingsSchema, '/settings');
      return call(settingsSchema, '/settings', {
        method: 'PUT',
        json: { ...kept, retentionDays: { ...kept.retentionDays, ...days } },
      });
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['retention'] }),
        client.invalidateQueries({ queryKey: ['audit-log'] }),
      ]),
  });
}
