import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NewSecret, sourceInputSchema } from '../../functions/sources/sources.schema.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useNewSecret } from '../api/sources.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Stack } from '../ui/Stack.tsx';

/** Names the shop to connect; what is wrong is said next to its field, once it was tried. */
export function ConnectShop({
  open,
  onClose,
  onMade,
}: {
  open: boolean;
  onClose: () => void;
  onMade: (made: NewSecret) => void;
}) {
  const { t } = useTranslation();
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const connect = useNewSecret();
  const input = sourceInputSchema.safeParse({ name, title });
  const wrong = (field: string) =>
    tried && input.error?.issues.some(({ path }) => path[0] === field) === true;
  const { error } = connect;
  const taken = error instanceof RequestFailed && error.field === 'name';
  const close = () => {
    setTitle('');
    setName('');
    setTried(false);
    connect.reset();
    onClose();
  };
  const submit = () => {
    setTried(true);
    if (!input.success) return;
    connect.mutate(input.data, {
      onSuccess: (made) => {
        close();
        onMade(made);
      },
    });
  };
  return (
    <Modal
      open={open}
      title={t('sources.connect')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('shell.cancel')}</Button>
          <Button look="primary" loading={connect.isPending} onClick={submit}>
            {t('sources.connect')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        {error !== null && !taken && <Failure error={error} />}
        <Field
          label={t('sources.form.title')}
          help={t('sources.form.titleHelp')}
          value={title}
          onChange={setTitle}
          error={wrong('title') ? t('sources.form.titleMissing') : undefined}
        />
        <Field
          label={t('sources.form.name')}
          help={t('sources.form.nameHelp')}
          value={name}
          onChange={(value) => {
            connect.reset();
            setName(value);
          }}
          error={
            taken
              ? t('sources.form.nameTaken')
              : wrong('name')
                ? t('sources.form.nameWrong')
                : undefined
          }
        />
      </Stack>
    </Modal>
  );
}
