import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { requestsQuery } from '../api/requests.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Card } from '../ui/Card.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';
import { useRequestColumns } from './useRequestColumns.tsx';

/** What customers asked about their data, each with the days that are left to answer. */
export function PrivacyRequests() {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns = useRequestColumns();
  const { data, error, refetch } = useQuery(requestsQuery());
  return (
    <Card title={t('requests.title')} flush>
      <div className="c-dialog-part">
        <Stack gap="small">
          <Text as="p" tone="subdued">
            {t('requests.body')}
          </Text>
          {data === undefined && error === null && <SkeletonLines lines={3} />}
          {data === undefined && error !== null && (
            <Failure error={error} onRetry={() => void refetch()} />
          )}
          {data?.requests.length === 0 && <Text as="p">{t('requests.none')}</Text>}
          {data !== undefined && data.overdue > 0 && (
            <Banner
              tone="warning"
              title={t('requests.overdue', {
                count: data.overdue,
                shown: formats.count(data.overdue),
              })}
            />
          )}
        </Stack>
      </div>
      {data !== undefined && data.requests.length > 0 && (
        <Table
          caption={t('requests.title')}
          columns={columns}
          rows={data.requests}
          rowKey={({ id }) => id}
        />
      )}
    </Card>
  );
}
