import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MerchantFields } from '../../functions/customers/merchantFields.schema.ts';
import { settingsQuery, useSaveSettings } from '../api/classSettings.ts';
import { Failure } from '../shell/Failure.tsx';
import { Card } from '../ui/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { Grid } from '../ui/Page.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { draftOf, fieldsOf, isPath, type FieldDraft } from './fieldDraft.ts';

/** Which metafields of customers become groups, and which one holds the birth date. */
export function MerchantFieldsCard() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(settingsQuery());
  return (
    <Card title={t('fields.title')}>
      <Text as="p" tone="subdued">
        {t('fields.body')}
      </Text>
      {data !== undefined ? (
        <Lines kept={data.merchantFields} />
      ) : error === null ? (
        <SkeletonLines lines={6} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}

function Lines({ kept }: { kept: MerchantFields }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<FieldDraft | null>(null);
  const save = useSaveSettings();
  const draft = typed ?? draftOf(kept);
  const proposed = fieldsOf(draft);
  const pathError = (path: string) => (isPath(path) ? undefined : t('fields.wrongPath'));
  const allPaths = [draft.birthDate, ...draft.lines.map(({ field }) => field)].every(isPath);
  const change = (place: number, changed: Partial<FieldDraft['lines'][number]>) => {
    const lines = draft.lines.map((line, at) => (at === place ? { ...line, ...changed } : line));
    setTyped({ ...draft, lines });
  };
  return (
    <Stack gap="large">
      <SaveBar
        dirty={JSON.stringify(proposed) !== JSON.stringify(kept)}
        onSave={() => {
          if (proposed === undefined) return;
          save.mutate((latest) => ({ ...latest, merchantFields: proposed }), {
            onSuccess: () => {
              setTyped(null);
              toast(t('fields.saved'));
            },
          });
        }}
        onDiscard={() => {
          save.reset();
          setTyped(null);
        }}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {save.error !== null && <Failure error={save.error} />}
      {draft.lines.map((line, place) => (
        <Grid key={place} min="14rem">
          <Field
            label={t('fields.path', { number: place + 1 })}
            placeholder="custom.skin_type"
            value={line.field}
            error={pathError(line.field)}
            onChange={(field) => {
              change(place, { field });
            }}
          />
          <Field
            label={t('fields.name', { number: place + 1 })}
            value={line.name}
            onChange={(name) => {
              change(place, { name });
            }}
          />
        </Grid>
      ))}
      <Field
        label={t('fields.birthDate')}
        help={t('fields.birthDateHelp')}
        value={draft.birthDate}
        error={pathError(draft.birthDate)}
        onChange={(birthDate) => {
          setTyped({ ...draft, birthDate });
        }}
      />
      {proposed === undefined && allPaths && (
        <Text as="p" tone="critical">
          {t('fields.wrong')}
        </Text>
      )}
    </Stack>
  );
}
