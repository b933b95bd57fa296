import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { memberInputSchema, type Member } from '../../functions/customers/family.schema.ts';
import { useSaveMember } from '../api/family.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Field, Select } from '../ui/Field.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { toast } from '../ui/toast.ts';

const months = Array.from({ length: 12 }, (_, index) => index + 1);

/** Writes down a family member, or changes one; what is wrong is said next to its field. */
export function FamilyForm({
  customerId,
  member,
  open,
  onClose,
}: {
  customerId: string;
  /** Null: a new one. */
  member: Member | null;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [name, setName] = useState(member?.name ?? '');
  const [month, setMonth] = useState(String(member?.birthday?.month ?? ''));
  const [day, setDay] = useState(String(member?.birthday?.day ?? ''));
  const [tried, setTried] = useState(false);
  const save = useSaveMember(customerId);
  const birthday = month === '' ? null : { month: Number(month), day: Number(day) };
  const input = memberInputSchema.safeParse({ name, birthday });
  const wrong = (field: string) =>
    tried && input.error?.issues.some(({ path }) => path[0] === field) === true;
  const title = member === null ? t('customers.family.add') : t('customers.family.edit');

  const close = () => {
    setName(member?.name ?? '');
    setMonth(String(member?.birthday?.month ?? ''));
    setDay(String(member?.birthday?.day ?? ''));
    setTried(false);
    save.reset();
    onClose();
  };
  const submit = () => {
    setTried(true);
    if (!input.success) return;
    save.mutate(
      { memberId: member?.id ?? null, input: input.data },
      {
        onSuccess: () => {
          toast(t('customers.family.saved'));
          setTried(false);
          if (member === null) {
            setName('');
            setMonth('');
            setDay('');
          }
          onClose();
        },
      },
    );
  };

  return (
    <Modal
      open={open}
      title={title}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('shell.cancel')}</Button>
          <Button look="primary" loading={save.isPending} onClick={submit}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <Stack gap="base">
        {save.error !== null && <Failure error={save.error} />}
        <Field
          label={t('customers.family.name')}
          help={t('customers.family.nameHelp')}
          value={name}
          onChange={setName}
          error={wrong('name') ? t('customers.family.nameMissing') : undefined}
        />
        <Row gap="base">
          <Select
            label={t('customers.family.month')}
            value={month}
            options={[
              { value: '', label: t('customers.family.noBirthday') },
              ...months.map((one) => ({ value: String(one), label: formats.month(one) })),
            ]}
            onChange={setMonth}
          />
          {month !== '' && (
            <Field
              label={t('customers.family.day')}
              kind="whole"
              value={day}
              onChange={setDay}
              error={wrong('birthday') ? t('customers.family.dayWrong') : undefined}
            />
          )}
        </Row>
      </Stack>
    </Modal>
  );
}
