import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsQuery } from '../api/classSettings.ts';
import { Failure } from '../shell/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { SkeletonLines } from '../ui/Skeleton.tsx';
import { ClassesForm } from './ClassesForm.tsx';
import { useSettingsWay } from './useSettingsWay.ts';

/** Every boundary between classes, with what a change would do while it is made. */
export function ClassesPage() {
  const { t } = useTranslation();
  const [appliedTo, setAppliedTo] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(settingsQuery());
  return (
    <Page
      title={t('settings.classes.title')}
      subtitle={t('settings.classes.body')}
      back={useSettingsWay()}
    >
      {data !== undefined ? (
        <ClassesForm
          key={JSON.stringify(data)}
          kept={data}
          appliedTo={appliedTo}
          onSaved={setAppliedTo}
        />
      ) : error === null ? (
        <SkeletonLines lines={24} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
