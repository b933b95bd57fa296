import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { countingQuery, useSaveCounting, type Counting as Kept } from '../api/counting.ts';
import { Failure } from '../shell/Failure.tsx';
import { Card } from '../ui/Card.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { Stack } from '../ui/Stack.tsx';
import { toast } from '../ui/toast.ts';

/** Who is ranked apart, and whether purchases of staff count. */
export function Counting() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(countingQuery());
  return (
    <Card title={t('counting.title')}>
      {data !== undefined ? (
        <CountingForm key={JSON.stringify([data.wholesale, data.staff])} kept={data} />
      ) : error === null ? (
        <SkeletonLines lines={6} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Card>
  );
}

const words = (list: readonly string[]) => list.join(', ');
const listOf = (typed: string) =>
  typed
    .split(/[,、，]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

function CountingForm({ kept }: { kept: Kept }) {
  const { t } = useTranslation();
  const [tags, setTags] = useState(words(kept.wholesale.tags));
  const [purchases, setPurchases] = useState(kept.staff.purchases);
  const [staffTags, setStaffTags] = useState(words(kept.staff.tags));
  const [codes, setCodes] = useState(words(kept.staff.codes));
  const save = useSaveCounting();
  const chosen: Kept = {
    wholesale: { tags: listOf(tags) },
    staff: { purchases, tags: listOf(staffTags), codes: listOf(codes) },
  };
  const before: Kept = { wholesale: kept.wholesale, staff: kept.staff };
  const discard = () => {
    setTags(words(kept.wholesale.tags));
    setPurchases(kept.staff.purchases);
    setStaffTags(words(kept.staff.tags));
    setCodes(words(kept.staff.codes));
    save.reset();
  };
  return (
    <Stack gap="base">
      <SaveBar
        dirty={JSON.stringify(chosen) !== JSON.stringify(before)}
        onSave={() => {
          save.mutate(chosen, { onSuccess: () => toast(t('counting.saved')) });
        }}
        onDiscard={discard}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {save.error !== null && <Failure error={save.error} />}
      <Field
        label={t('counting.wholesale.label')}
        help={t('counting.wholesale.help')}
        value={tags}
        onChange={setTags}
      />
      <Choice
        legend={t('counting.staff.legend')}
        value={purchases}
        options={[
          {
            value: 'count',
            label: t('counting.staff.count'),
            help: t('counting.staff.countHelp'),
          },
          {
            value: 'exclude',
            label: t('counting.staff.exclude'),
            help: t('counting.staff.excludeHelp'),
          },
        ]}
        onChange={setPurchases}
      />
      {purchases === 'exclude' && (
        <>
          <Field
            label={t('counting.staff.tags')}
            help={t('counting.list')}
            value={staffTags}
            onChange={setStaffTags}
          />
          <Field
            label={t('counting.staff.codes')}
            help={t('counting.list')}
            value={codes}
            onChange={setCodes}
          />
        </>
      )}
    </Stack>
  );
}
