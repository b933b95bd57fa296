import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewSecret, SourceView } from '../../functions/sources/sources.schema.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { type SourceDeed, useChangeSource, useNewSecret } from '../api/sources.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { When } from '../ui/When.tsx';
import { addressOf } from './sourceAddress.ts';

interface SourceProps {
  source: SourceView;
  onSecret: (made: NewSecret) => void;
}

/** One connected shop: where it sends, when it was last heard, and what can be done about it. */
export function SourceCard({ source, onSecret }: SourceProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const address = addressOf(source);
  const { oldSecretUntil } = source;
  return (
    <Card
      title={source.title}
      action={
        source.state === 'paused' ? (
          <Badge tone="attention">{t('sources.state.paused')}</Badge>
        ) : (
          <Badge>{t('sources.state.active')}</Badge>
        )
      }
    >
      <Facts
        facts={[
          { key: 'ids', name: t('sources.ids'), value: <code>{`${source.name}:`}</code> },
          {
            key: 'heard',
            name: t('sources.heard'),
            value: source.heardAt === null ? t('sources.never') : <When at={source.heardAt} />,
          },
        ]}
      />
      <Stack gap="tight">
        <Text as="p">{t('sources.address')}</Text>
        <Row gap="small">
          <code className="c-code c-break">{address}</code>
          <CopyButton
            text={address}
            words={{
              copy: t('shell.copy'),
              copied: t('shell.copied'),
              failed: t('shell.copyFailed'),
            }}
          />
        </Row>
      </Stack>
      {oldSecretUntil !== null && (
        <Text as="p">{t('sources.oldUntil', { date: formats.dateTime(oldSecretUntil) })}</Text>
      )}
      <Deeds source={source} onSecret={onSecret} />
    </Card>
  );
}

function Deeds({ source, onSecret }: SourceProps) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const [asked, setAsked] = useState<'roll' | 'delete' | null>(null);
  const change = useChangeSource();
  const roll = useNewSecret();
  const { name, title, state } = source;
  const onError = (error: unknown) => {
    window.shopify.toast.show(words(error), { isError: true });
  };
  const run = (deed: SourceDeed, done: string) => {
    change.mutate({ name, deed }, { onSuccess: () => toast(done), onError });
  };
  const close = () => {
    setAsked(null);
  };
  const confirm = () => {
    if (asked === 'delete') run('delete', t('sources.done.deleted'));
    if (asked === 'roll') roll.mutate({ roll: name }, { onSuccess: onSecret, onError });
    close();
  };
  const question = asked === 'delete' ? 'deleteConfirm' : 'rollConfirm';
  return (
    <>
      <Row gap="small">
        <Button
          label={`${t('sources.roll')}: ${title}`}
          loading={roll.isPending}
          onClick={() => {
            setAsked('roll');
          }}
        >
          {t('sources.roll')}
        </Button>
        {source.oldSecretUntil !== null && (
          <Button
            label={`${t('sources.endOld')}: ${title}`}
            onClick={() => {
              run('end-old-secret', t('sources.done.oldEnded'));
            }}
          >
            {t('sources.endOld')}
          </Button>
        )}
        <Button
          label={`${t(state === 'paused' ? 'sources.resume' : 'sources.pause')}: ${title}`}
          onClick={() => {
            if (state === 'paused') run('resume', t('sources.done.active'));
            else run('pause', t('sources.done.paused'));
          }}
        >
          {t(state === 'paused' ? 'sources.resume' : 'sources.pause')}
        </Button>
        <Button
          look="plain"
          tone="critical"
          label={`${t('sources.delete')}: ${title}`}
          onClick={() => {
            setAsked('delete');
          }}
        >
          {t('sources.delete')}
        </Button>
      </Row>
      <Modal
        open={asked !== null}
        title={t(`sources.${question}.title`, { title })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('shell.cancel')}</Button>
            <Button
              look="primary"
              {...(asked === 'delete' && { tone: 'critical' as const })}
              onClick={confirm}
            >
              {t(asked === 'delete' ? 'sources.delete' : 'sources.roll')}
            </Button>
          </>
        }
      >
        <Text as="p">{t(`sources.${question}.body`)}</Text>
      </Modal>
    </>
  );
}
