import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../functions/customers/family.schema.ts';
import { familyQuery, useRemoveMember } from '../api/family.ts';
import { useFailureWords } from '../api/useFailureWords.ts';
import { useFormats } from '../i18n/shopPlace.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { List } from '../ui/Facts.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { FamilyForm } from './FamilyForm.tsx';

/** Who else buys under this customer's address, with their birthdays. */
export function Family({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(familyQuery(id));
  const [edited, setEdited] = useState<Member | 'new' | null>(null);
  const [removed, setRemoved] = useState<Member | null>(null);
  if (data === undefined) return null;
  return (
    <Card
      title={t('customers.family.title')}
      action={
        <Button look="plain" onClick={() => setEdited('new')}>
          {t('customers.family.add')}
        </Button>
      }
    >
      {data.members.length === 0 ? (
        <Text as="p" tone="subdued">
          {t('customers.family.none')}
        </Text>
      ) : (
        <List>
          {data.members.map((member) => (
            <li key={member.id}>
              <MemberLine
                member={member}
                onEdit={() => setEdited(member)}
                onRemove={() => setRemoved(member)}
              />
            </li>
          ))}
        </List>
      )}
      <FamilyForm
        key={edited === null || edited === 'new' ? 'new' : edited.id}
        customerId={id}
        member={edited === 'new' ? null : edited}
        open={edited !== null}
        onClose={() => setEdited(null)}
      />
      <RemoveMember id={id} member={removed} onClose={() => setRemoved(null)} />
    </Card>
  );
}

function MemberLine({
  member,
  onEdit,
  onRemove,
}: {
  member: Member;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name, birthday } = member;
  return (
    <Stack gap="tight">
      <Text strong>{name}</Text>
      <Text kind="small" tone="subdued">
        {birthday === null
          ? t('customers.family.noBirthday')
          : t('customers.family.birthdayOn', { date: formats.dayOfYear(birthday) })}
      </Text>
      <Row gap="small">
        <Button look="plain" label={`${t('customers.family.edit')}: ${name}`} onClick={onEdit}>
          {t('customers.family.edit')}
        </Button>
        <Button
          look="plain"
          tone="critical"
          label={`${t('customers.family.remove')}: ${name}`}
          onClick={onRemove}
        >
          {t('customers.family.remove')}
        </Button>
      </Row>
    </Stack>
  );
}

function RemoveMember({
  id,
  member,
  onClose,
}: {
  id: string;
  member: Member | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const words = useFailureWords();
  const remove = useRemoveMember(id);
  const run = () => {
    if (member === null) return;
    remove.mutate(member.id, {
      onSuccess: () => toast(t('customers.family.removed')),
      onError: (error) => window.shopify.toast.show(words(error), { isError: true }),
      onSettled: onClose,
    });
  };
  return (
    <Modal
      open={member !== null}
      title={t('customers.family.removeTitle', { name: member?.name ?? '' })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" tone="critical" loading={remove.isPending} onClick={run}>
            {t('customers.family.remove')}
          </Button>
        </>
      }
    >
      <Text as="p">{t('customers.family.removeBody')}</Text>
    </Modal>
  );
}
