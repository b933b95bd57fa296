import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../functions/insights/overview.schema.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Progress } from '../ui/Meter.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Table } from '../ui/Table.tsx';
import { Text } from '../ui/Text.tsx';

const figures = ['rows', 'orders', 'customers', 'guests', 'credits', 'skipped'] as const;

/** What an import did: how many of everything, the total to the cent, and why rows were skipped. */
export function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const name = report.fileName;
  if (report.state === 'failed') {
    return (
      <Banner tone="critical" title={t('imports.failed.title', { name })}>
        {report.message}
      </Banner>
    );
  }
  const running = report.state === 'running';
  return (
    <Card title={t(running ? 'imports.running.title' : 'imports.done.title', { name })}>
      {running && (
        <Stack gap="small">
          <Text as="p" tone="subdued">
            {t('imports.running.body', { rows: formats.count(report.rows) })}
          </Text>
          <Progress label={t('imports.running.title', { name })} done={0} of={null} />
        </Stack>
      )}
      <Facts
        facts={[
          ...figures.map((key) => ({
            key,
            name: t(`imports.report.${key}`),
            value: formats.count(report[key]),
          })),
          { key: 'total', name: t('imports.report.total'), value: formats.money(report.total) },
        ]}
      />
      {report.reasons.length > 0 && (
        <Table
          caption={t('imports.report.reasons')}
          rows={report.reasons}
          rowKey={(row) => `${String(row.line)} ${row.reason}`}
          columns={[
            {
              key: 'line',
              header: t('imports.report.line'),
              phone: 'title',
              cell: (row) => `${t('imports.report.line')} ${formats.count(row.line)}`,
            },
            {
              key: 'reason',
              header: t('imports.report.reason'),
              phone: 'action',
              cell: (row) => row.reason,
            },
          ]}
        />
      )}
      {!running && (
        <Row>
          <Button to={customersPath()}>{t('imports.see')}</Button>
        </Row>
      )}
    </Card>
  );
}
