import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { segmentQuery, useSaveSegment } from '../api/segments.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { toast } from '../ui/toast.ts';
import { DeleteSegment } from './DeleteSegment.tsx';
import { HeldBanner } from './HeldBanner.tsx';
import { conditionsId, SegmentEditor } from './SegmentEditor.tsx';
import { SegmentUses } from './SegmentUses.tsx';
import { SegmentVersions } from './SegmentVersions.tsx';
import { useSegmentsWay } from './useSegmentsWay.ts';

const route = getRouteApi('/segments/$id');

/** Focus brings them into view. */
const editConditions = () => {
  document
    .getElementById(conditionsId)
    ?.querySelector<HTMLElement>('select, input, textarea')
    ?.focus();
};

export function SegmentPage() {
  const { t } = useTranslation();
  const way = useSegmentsWay();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(segmentQuery(id));
  if (data !== undefined) return <Segment segment={data} />;
  return (
    <Page title={t('segments.one')} back={way}>
      {error === null ? (
        <Card>
          <SkeletonLines lines={12} />
        </Card>
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

/** One segment: its conditions, who uses it, what it was before. */
function Segment({ segment }: { segment: SegmentView }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const way = useSegmentsWay();
  const navigate = route.useNavigate();
  const save = useSaveSegment();
  const [asking, setAsking] = useState(false);
  const { id, name, query, label, version, editedAt } = segment;
  return (
    <Page
      title={name}
      back={way}
      subtitle={t('segments.edited', { when: formats.relative(editedAt) })}
      actions={
        <Button
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('segments.delete.action')}
        </Button>
      }
    >
      <DeleteSegment
        segment={segment}
        open={asking}
        onClose={() => {
          setAsking(false);
        }}
        onDeleted={() => {
          toast(t('segments.delete.done'));
          void navigate({ to: '/segments', ignoreBlocker: true });
        }}
      />
      <SegmentEditor
        key={`${id} ${String(version)}`}
        segmentId={id}
        initial={{ name, query, label }}
        saving={save.isPending}
        failure={save.error}
        onSave={(input) => {
          save.mutate({ id, input }, { onSuccess: () => toast(t('segments.saved')) });
        }}
        first={<HeldBanner segment={segment} onEdit={editConditions} />}
      >
        <SegmentUses usedBy={segment.usedBy} />
        <SegmentVersions segment={segment} />
      </SegmentEditor>
    </Page>
  );
}
