import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Retention as Kept } from '../../functions/privacy/retention.schema.ts';
import { retentionQuery, useSaveRetention, type ChosenDays } from '../api/records.ts';
import { Failure } from '../shell/Failure.tsx';
import { Card } from '../ui/Card.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Text } from '../ui/Text.tsx';
import { toast } from '../ui/toast.ts';
import { Period } from './Period.tsx';
import { RetentionRun } from './RetentionRun.tsx';

/** What is kept, what for and for how long; the periods can be changed. */
export function Retention() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(retentionQuery());
  return (
    <Card title={t('records.retention.title')}>
      <Text as="p" tone="subdued">
        {t('records.retention.body')}
      </Text>
      {data !== undefined ? (
        <Periods kept={data} />
      ) : error === null ? (
        <SkeletonLines lines={6} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}

function Periods({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const save = useSaveRetention();
  const groups = kept.groups.map((group) => {
    const text = typed[group.group] ?? String(group.days);
    const days = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
    const { bounds } = group;
    const isSound = bounds === null || (days >= bounds.least && days <= bounds.most);
    return { ...group, text, chosen: days, isSound };
  });
  const changed = groups.filter(({ days, chosen }) => !Object.is(days, chosen));
  const isSound = groups.every((group) => group.isSound);
  return (
    <Stack gap="large">
      <SaveBar
        dirty={changed.length > 0}
        onSave={() => {
          if (!isSound) return;
          const days: ChosenDays = Object.fromEntries(
            changed.map(({ group, chosen }) => [group, chosen]),
          );
          save.mutate(days, {
            onSuccess: () => {
              setTyped({});
              toast(t('records.retention.saved'));
            },
          });
        }}
        onDiscard={() => {
          setTyped({});
        }}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {save.error !== null && <Failure error={save.error} />}
      {groups.map((group) => (
        <Period
          key={group.group}
          group={group}
          onChange={(text) => {
            setTyped({ ...typed, [group.group]: text });
          }}
        />
      ))}
      <RetentionRun lastRun={kept.lastRun} />
    </Stack>
  );
}
