import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { segmentVersionsQuery, useSegmentDeed } from '../api/segments.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';

/** What the segment asked before, newest first; any of it can be brought back. */
export function SegmentVersions({ segment }: { segment: SegmentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = useFailureWords();
  const { data, error, refetch } = useQuery(segmentVersionsQuery(segment.id));
  const deed = useSegmentDeed(segment.id);
  const earlier = data?.versions.filter(({ version }) => version !== segment.version) ?? [];
  return (
    <Card title={t('segments.versions.title')}>
      {data === undefined ? (
        error === null ? (
          <SkeletonLines lines={3} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : earlier.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('segments.versions.none')}
        </Text>
      ) : (
        <List>
          {earlier.map((one) => (
            <li key={one.version}>
              <Stack gap="tight">
                <Row align="space-between">
                  <Text strong>{one.name}</Text>
                  <Button
                    look="plain"
                    label={t('segments.versions.restoreThis', { version: one.version })}
                    loading={deed.isPending}
                    onClick={() => {
                      deed.mutate(
                        { do: 'restore', version: one.version },
                        {
                          onSuccess: () => toast(t('segments.versions.restored')),
                          onError: (failed) =>
                            window.shopify.toast.show(words(failed), { isError: true }),
                        },
                      );
                    }}
                  >
                    {t('segments.versions.restore')}
                  </Button>
                </Row>
                <code className="c-code c-break">
                  {one.query === '' ? t('segments.rows.everyone') : one.query}
                </code>
                <Text kind="small" tone="subdued">
                  {t('segments.versions.line', {
                    version: one.version,
                    date: formats.dateTime(one.at),
                    by: one.by,
                  })}
                </Text>
              </Stack>
            </li>
          ))}
        </List>
      )}
    </Card>
  );
}
