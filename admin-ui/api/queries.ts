import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  customerFileSchema,
  customerListSchema,
  timelineSchema,
  type CustomerListQuery,
} from '../../functions/admin/customers.schema.ts';
import {
  couponListSchema,
  previewSchema,
  ruleListSchema,
  ruleViewSchema,
  type RuleInput,
} from '../../functions/coupons/coupons.schema.ts';
import { importReportSchema, overviewSchema } from '../../functions/insights/overview.schema.ts';
import { call } from './call.ts';

/** How often a screen looks for news while it is visible; it trades liveness for calls. */
export const livelyMs = 3000;

const text = (values: Record<string, string | number | undefined>) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
};

export const overviewQuery = () =>
  queryOptions({
    queryKey: ['overview'],
    queryFn: ({ signal }) => call(overviewSchema, '/overview', { signal }),
  });

export type CustomerListFilter = Partial<
  Pick<CustomerListQuery, 'query' | 'search' | 'moved' | 'sort'>
>;

export const customerListQuery = (filter: CustomerListFilter) =>
  infiniteQueryOptions({
    queryKey: ['customers', filter],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(customerListSchema, `/customers${text({ ...filter, limit: 50, cursor: pageParam })}`, {
        signal,
      }),
    getNextPageParam: (last) => last.cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** `asOf`: the file as of a past day (YYYY-MM-DD). */
export const customerQuery = (id: string, asOf?: string) =>
  queryOptions({
    queryKey: ['customer', id, asOf],
    queryFn: ({ signal }) =>
      call(customerFileSchema, `/customers/${encodeURIComponent(id)}${text({ asOf })}`, { signal }),
  });

export const timelineQuery = (id: string, asOf?: string) =>
  infiniteQueryOptions({
    queryKey: ['timeline', id, asOf],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(
        timelineSchema,
        `/customers/${encodeURIComponent(id)}/timeline${text({ asOf, cursor: pageParam })}`,
        { signal },
      ),
    getNextPageParam: (last) => last.cursor ?? undefined,
  });

export const rulesQuery = () =>
  queryOptions({
    queryKey: ['rules'],
    queryFn: ({ signal }) => call(ruleListSchema, '/coupon-rules', { signal }),
  });

export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['rules', id],
    queryFn: ({ signal }) =>
      call(ruleViewSchema, `/coupon-rules/${encodeURIComponent(id)}`, { signal }),
  });

/** Of a rule as it is typed; with the id of a kept one, less what that one gave already. */
export const previewQuery = (input: RuleInput, id: string | null) =>
  queryOptions({
    queryKey: ['preview', id, input],
    queryFn: ({ signal }) =>
      call(
        previewSchema,
        id === null ? '/coupon-rules/preview' : `/coupon-rules/${encodeURIComponent(id)}/preview`,
        { method: 'POST', json: input, signal },
      ),
    placeholderData: keepPreviousData,
  });

export const couponsQuery = (rule: string) =>
  infiniteQueryOptions({
    queryKey: ['coupons', rule],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      call(couponListSchema, `/coupons${text({ rule, cursor: pageParam })}`, { signal }),
    getNextPageParam: (last) => last.cursor ?? undefined,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) =>
      call(importReportSchema, `/imports/${encodeURIComponent(id)}`, { signal }),
  });
