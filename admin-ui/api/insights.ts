import { queryOptions } from '@tanstack/react-query';
import type { ZodType } from 'zod';
import type { Scheme } from '../../functions/customers/customer.schema.ts';
import {
  cohortsSchema,
  concentrationSchema,
  flowSchema,
  heatSchema,
  returningSchema,
  secondOrderSchema,
  shopGroupsSchema,
  type Who,
} from '../../functions/insights/insights.schema.ts';
import { movementSchema } from '../../functions/insights/movement.schema.ts';
import { call } from './call.ts';

/** One question about all orders; null before the shop's first run. */
function insightQuery<Answer>(name: string, schema: ZodType<Answer>, who: Who) {
  return queryOptions({
    queryKey: ['insights', name, who],
    queryFn: ({ signal }) => call(schema.nullable(), `/insights/${name}?who=${who}`, { signal }),
  });
}

export const cohortsQuery = (who: Who) => insightQuery('cohorts', cohortsSchema, who);
export const returningQuery = (who: Who) => insightQuery('returning', returningSchema, who);
export const secondOrderQuery = (who: Who) => insightQuery('second-order', secondOrderSchema, who);
export const concentrationQuery = (who: Who) =>
  insightQuery('concentration', concentrationSchema, who);
export const heatQuery = (who: Who) => insightQuery('heat', heatSchema, who);
export const shopGroupsQuery = (who: Who) => insightQuery('shopify-groups', shopGroupsSchema, who);
export const flowQuery = (who: Who) => insightQuery('flow', flowSchema, who);

export const movementQuery = (asked: { scheme: Scheme; from?: string; to?: string }) =>
  queryOptions({
    queryKey: ['insights', 'movement', asked],
    queryFn: ({ signal }) =>
      call(movementSchema, `/insights/movement?${new URLSearchParams(asked).toString()}`, {
        signal,
      }),
  });
