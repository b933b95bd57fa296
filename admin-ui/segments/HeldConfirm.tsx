import { useTranslation } from 'react-i18next';
import type { SegmentView } from '../../functions/segments/segments.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';

/** Before a held segment goes on: how many, who is marked, and what asks for it. */
export function HeldConfirm({
  segment: { held, label, usedBy },
  open,
  working,
  failure,
  onClose,
  onAccept,
}: {
  segment: SegmentView;
  open: boolean;
  working: boolean;
  failure: unknown;
  onClose: () => void;
  onAccept: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = held?.count ?? 0;
  const names = usedBy.map(({ name }) => name).join(', ');
  return (
    <Modal
      open={open}
      title={t('segments.held.confirmTitle', { count, formatted: formats.count(count) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" loading={working} onClick={onAccept}>
            {t('segments.held.accept')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        {failure !== null && <Failure error={failure} />}
        {label !== null && <Text as="p">{t('segments.held.confirmMarks', { label })}</Text>}
        {names !== '' && <Text as="p">{t('segments.held.confirmUses', { names })}</Text>}
        {label === null && names === '' && <Text as="p">{t('segments.held.confirmNone')}</Text>}
      </Stack>
    </Modal>
  );
}
