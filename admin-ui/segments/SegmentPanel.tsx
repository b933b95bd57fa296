import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import { printText } from '../../functions/segments/query/print.ts';
import type { SegmentPreview } from '../../functions/segments/segments.schema.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useRefusalWords } from '../api/useRefusalWords.ts';
import { segmentPreviewQuery } from '../api/segments.ts';
import { customersPath } from '../customers/paths.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Card, Divider } from '../ui/Card.tsx';
import { Facts, List } from '../ui/Facts.tsx';
import { Link } from '../ui/Link.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Term } from '../ui/Term.tsx';
import { Text } from '../ui/Text.tsx';
import { useSettled } from '../ui/useSettled.ts';
import { segmentPath } from './segmentPath.ts';
import { SampleList } from './SampleList.tsx';

const pauseMs = 250;

/** Who the conditions find now; follows them as they are typed. */
export function SegmentPanel({ query, segmentId }: { query: string; segmentId: string | null }) {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  const settled = useSettled(query.trim(), pauseMs);
  const sound = parseQuery(settled).ok;
  const preview = useQuery({ ...segmentPreviewQuery(settled, segmentId), enabled: sound });
  return (
    <Card title={t('segments.panel.title')}>
      <div aria-live="polite" aria-busy={preview.isFetching}>
        {!sound || !parseQuery(query).ok ? (
          <Text as="p" tone="subdued">
            {t('segments.panel.mistake')}
          </Text>
        ) : preview.error instanceof RequestFailed && preview.error.code === 'invalid' ? (
          <Text as="p" tone="critical">
            {refusalWords(preview.error) ?? preview.error.message}
          </Text>
        ) : preview.error !== null ? (
          <Failure error={preview.error} onRetry={() => void preview.refetch()} />
        ) : preview.data === undefined ? (
          <SkeletonLines lines={8} />
        ) : (
          <Found preview={preview.data} query={settled} />
        )}
      </div>
    </Card>
  );
}

function Found({ preview, query }: { preview: SegmentPreview; query: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count, of, undecided, contactable, netSpent, netShare, sample, overlap } = preview;
  return (
    <Stack gap="base">
      <Text as="p" kind="heading">
        <Link look="quiet" to={customersPath({ query })}>
          {t('segments.panel.count', {
            count,
            formatted: formats.count(count),
            of: formats.count(of),
          })}
        </Link>
      </Text>
      <Facts
        facts={[
          {
            key: 'undecided',
            name: (
              <Term meaning={t('segments.panel.undecidedMeans')}>
                {t('segments.panel.undecided')}
              </Term>
            ),
            value: formats.count(undecided),
          },
          {
            key: 'contactable',
            name: (
              <Term meaning={t('segments.panel.contactableMeans')}>
                {t('segments.panel.contactable')}
              </Term>
            ),
            value: (
              <Link
                look="quiet"
                to={customersPath({
                  query: both(query, "email_subscription_status = 'SUBSCRIBED'"),
                })}
              >
                {formats.count(contactable)}
              </Link>
            ),
          },
          { key: 'spent', name: t('segments.panel.spent'), value: formats.money(netSpent) },
          ...(netShare === null
            ? []
            : [
                { key: 'share', name: t('segments.panel.share'), value: formats.percent(netShare) },
              ]),
        ]}
      />
      {sample.length > 0 && (
        <>
          <Divider />
          <SampleList sample={sample} />
        </>
      )}
      {overlap.length > 0 && (
        <>
          <Divider />
          <Text as="h3" kind="small" tone="subdued">
            {t('segments.panel.overlap')}
          </Text>
          <List>
            {overlap.map((other) => (
              <li key={other.id}>
                <Link to={segmentPath(other.id)}>{other.name}</Link>
                <p className="c-why">
                  <Link
                    look="quiet"
                    to={customersPath({
                      query: both(query, `segments CONTAINS ${printText(other.name)}`),
                    })}
                  >
                    {t('segments.panel.shared', {
                      count: other.count,
                      formatted: formats.count(other.count),
                      of: formats.count(other.of),
                    })}
                  </Link>
                </p>
              </li>
            ))}
          </List>
        </>
      )}
    </Stack>
  );
}

/** Whoever two queries find. */
function both(one: string, other: string): string {
  return one === '' ? other : `(${one}) AND ${other}`;
}
