import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { useDeleteSegment } from '../api/segments.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { UsesList } from './SegmentUses.tsx';

/** What deleting means: whom it concerns, who uses it, and what stays. */
export function DeleteSegment({
  segment,
  open,
  onClose,
  onDeleted,
}: {
  segment: SegmentView;
  open: boolean;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const deletion = useDeleteSegment();
  const { name, size, usedBy, label } = segment;
  return (
    <Modal
      open={open}
      title={t('segments.delete.title', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            tone="critical"
            disabled={usedBy.length > 0}
            loading={deletion.isPending}
            onClick={() => {
              deletion.mutate(segment.id, { onSuccess: onDeleted });
            }}
          >
            {t('segments.delete.action')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        {deletion.error !== null && <Failure error={deletion.error} />}
        <Text as="p">
          {size === null
            ? t('segments.delete.uncounted')
            : t('segments.delete.body', {
                count: size.count,
                formatted: formats.count(size.count),
              })}
        </Text>
        {label !== null && <Text as="p">{t('segments.delete.label', { label })}</Text>}
        {usedBy.length > 0 && (
          <>
            <Text as="p" strong>
              {t('segments.delete.used')}
            </Text>
            <UsesList usedBy={usedBy} />
          </>
        )}
      </Stack>
    </Modal>
  );
}
