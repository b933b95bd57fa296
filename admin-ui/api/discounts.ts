import { queryOptions } from '@tanstack/react-query';
import { discountCheckupSchema } from '../../functions/insights/discounts.schema.ts';
import { call } from './call.ts';

export const discountsQuery = () =>
  queryOptions({
    queryKey: ['insights', 'discounts'],
    queryFn: ({ signal }) =>
      call(discountCheckupSchema.nullable(), '/insights/discounts', { signal }),
  });
