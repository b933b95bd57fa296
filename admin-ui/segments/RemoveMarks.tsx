import { useTranslation } from 'react-i18next';
import type { PushView } from '../../functions/segments/segments.schema.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Text } from '../ui/Text.tsx';

/** Before everything of ours is taken off the shop's customers: how many, and what stays. */
export function RemoveMarks({
  view,
  open,
  working,
  onClose,
  onRemove,
}: {
  view: PushView;
  open: boolean;
  working: boolean;
  onClose: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { carrying } = view;
  return (
    <Modal
      open={open}
      title={t('segments.push.removeTitle', {
        count: carrying,
        formatted: formats.count(carrying),
      })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" tone="critical" loading={working} onClick={onRemove}>
            {t('segments.push.remove')}
          </Button>
        </>
      }
    >
      <Text as="p">{t('segments.push.removeBody')}</Text>
    </Modal>
  );
}
