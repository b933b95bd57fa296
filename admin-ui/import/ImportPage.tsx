import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpload } from '../api/deeds.ts';
import { importQuery } from '../api/queries.ts';
import { Failure } from '../shell/Failure.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Card } from '../ui/Card.tsx';
import { FileDrop } from '../ui/FileDrop.tsx';
import { Progress } from '../ui/Meter.tsx';
import { Page } from '../ui/Page.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { Report } from './Report.tsx';

const route = getRouteApi('/import');
const maxBytes = 100 * 1024 * 1024;
const pollMs = 1000;

/** Upload of an order export; its progress survives leaving, because its id is in the address. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const upload = useUpload();
  const [refused, setRefused] = useState<'wrongType' | 'tooLarge' | null>(null);
  const send = (file: File) => {
    const wrong = !/\.(csv|txt|tsv)(\.gz)?$|\.gz$/i.test(file.name);
    setRefused(wrong ? 'wrongType' : file.size > maxBytes ? 'tooLarge' : null);
    if (wrong || file.size > maxBytes) return;
    upload.mutate(file, {
      onSuccess: (report) => {
        void navigate({ search: ({ locale }) => ({ locale, id: report.id }), replace: true });
      },
    });
  };
  return (
    <Page
      title={t('imports.title')}
      back={{ to: '/', label: `${t('shell.back')}: ${t('shell.overview')}` }}
    >
      <Stack gap="large">
        {refused !== null && <Banner tone="critical" title={t(`imports.${refused}`)} />}
        {upload.error !== null && <Failure error={upload.error} />}
        {id !== undefined && <Followed id={id} />}
        <Card title={t('imports.why.title')}>
          <Text as="p">{t('imports.why.body')}</Text>
          <Text as="p" tone="subdued">
            {t('imports.why.how')}
          </Text>
          {upload.isPending ? (
            <Stack gap="small">
              <Text as="p">{t('imports.drop.sending', { name: upload.variables.name })}</Text>
              <Progress label={t('shell.loading')} done={0} of={null} />
            </Stack>
          ) : (
            <FileDrop
              label={id === undefined ? t('imports.drop.label') : t('imports.another')}
              hint={t('imports.drop.types')}
              accept=".csv,.txt,.tsv,.gz"
              onFile={send}
            />
          )}
        </Card>
      </Stack>
    </Page>
  );
}

function Followed({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({
    ...importQuery(id),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? pollMs : false),
  });
  if (data !== undefined) return <Report report={data} />;
  return error === null ? (
    <Progress label={t('shell.loading')} done={0} of={null} />
  ) : (
    <Failure error={error} onRetry={() => void refetch()} />
  );
}
