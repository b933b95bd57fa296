import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { templateSchema } from '../../functions/segments/segments.schema.ts';
import { useSaveSegment } from '../api/segments.ts';
import { Page } from '../ui/Page.tsx';
import { toast } from '../ui/toast.ts';
import { SegmentEditor } from './SegmentEditor.tsx';
import { useSegmentsWay } from './useSegmentsWay.ts';

const route = getRouteApi('/segments/new');

/** A new segment, from nothing, a template or a filter of the customer list. */
export function NewSegmentPage() {
  const { t } = useTranslation();
  const { query = '', template } = route.useSearch();
  const navigate = route.useNavigate();
  const save = useSaveSegment();
  const known = templateSchema.shape.key.safeParse(template);
  return (
    <Page title={t('segments.new')} back={useSegmentsWay()}>
      <SegmentEditor
        key={query}
        segmentId={null}
        initial={{
          name: known.success ? t(`segments.template.${known.data}.name`) : '',
          query,
          label: null,
        }}
        saving={save.isPending}
        failure={save.error}
        onSave={(input) => {
          save.mutate(
            { id: null, input },
            {
              onSuccess: ({ id }) => {
                toast(t('segments.saved'));
                void navigate({ to: '/segments/$id', params: { id }, ignoreBlocker: true });
              },
            },
          );
        }}
      />
    </Page>
  );
}
