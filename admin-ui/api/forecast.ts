import { queryOptions } from '@tanstack/react-query';
import { forecastViewSchema } from '../../functions/insights/forecast.schema.ts';
import { call } from './call.ts';

export const forecastQuery = () =>
  queryOptions({
    queryKey: ['insights', 'forecast'],
    queryFn: ({ signal }) => call(forecastViewSchema, '/insights/forecast', { signal }),
  });
