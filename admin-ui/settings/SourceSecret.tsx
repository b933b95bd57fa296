import { useTranslation } from 'react-i18next';
import type { NewSecret } from '../../functions/sources/sources.schema.ts';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { addressOf } from './sourceAddress.ts';

/** Shows a secret the one time it can be seen, with the address it is for. */
export function SourceSecret({ made, onClose }: { made: NewSecret | null; onClose: () => void }) {
  const { t } = useTranslation();
  const words = {
    copy: t('shell.copy'),
    copied: t('shell.copied'),
    failed: t('shell.copyFailed'),
  };
  const shown =
    made === null
      ? []
      : [
          { label: t('sources.secret.label'), text: made.secret },
          { label: t('sources.address'), text: addressOf(made.source) },
        ];
  return (
    <Modal
      open={made !== null}
      title={t('sources.secret.title', { title: made?.source.title ?? '' })}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {t('sources.secret.done')}
        </Button>
      }
    >
      <Stack gap="base">
        <Text as="p" strong>
          {t('sources.secret.once')}
        </Text>
        {shown.map(({ label, text }) => (
          <Stack key={label} gap="tight">
            <Text as="p">{label}</Text>
            <Row gap="small">
              <code className="c-code c-break">{text}</code>
              <CopyButton text={text} words={words} />
            </Row>
          </Stack>
        ))}
        <Text as="p">{t('sources.secret.keep')}</Text>
        {typeof made?.source.oldSecretUntil === 'string' && (
          <Text as="p">{t('sources.secret.old')}</Text>
        )}
      </Stack>
    </Modal>
  );
}
