import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../functions/shops/settings.schema.ts';
import { settingsPreviewQuery, useSaveSettings } from '../api/classSettings.ts';
import { livelyMs } from '../api/queries.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { Failure } from '../shell/Failure.tsx';
import { Columns } from '../ui/Page.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { toast } from '../ui/toast.ts';
import { useSettled } from '../ui/useSettled.ts';
import { ClassCard } from './ClassCard.tsx';
import { isChanged, settingsOf, type ClassDraft } from './classDraft.ts';
import { classCards } from './classFields.ts';
import { ClassSummary } from './ClassSummary.tsx';

/** Short enough to follow a slider, long enough to skip what it only passes. */
const pauseMs = 120;

/** The thresholds as they are typed; each card shows what they make of its classes. */
export function ClassesForm({
  kept,
  appliedTo,
  onSaved,
}: {
  kept: Settings;
  /** The run that was the last one when the settings were saved here; null: nothing was. */
  appliedTo: string | null;
  onSaved: (computedAt: string | null) => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<ClassDraft>({});
  /** Makes what is typed freely start again from what is kept. */
  const [round, setRound] = useState(0);
  const save = useSaveSettings();
  const proposed = settingsOf(draft, kept);
  const dirty = isChanged(draft, kept);
  const settled = useSettled(JSON.stringify(proposed), pauseMs);
  const preview = useQuery({
    ...settingsPreviewQuery(proposed ?? kept),
    enabled: proposed !== null && settled === JSON.stringify(proposed),
    refetchInterval: ({ state: { data } }) =>
      !dirty && appliedTo !== null && data?.computedAt === appliedTo ? livelyMs : false,
  });
  const shown = useLatest(preview.data);
  const failure = save.error ?? (proposed === null ? null : preview.error);
  const applying = appliedTo !== null && shown?.computedAt === appliedTo;
  const refusal = failure instanceof RequestFailed && failure.field !== null ? failure : null;
  const change = (changes: ClassDraft) => {
    save.reset();
    setDraft({ ...draft, ...changes });
  };
  return (
    <Stack gap="large">
      <SaveBar
        dirty={dirty}
        onSave={() => {
          if (proposed === null) return;
          save.mutate((latest) => settingsOf(draft, latest) ?? latest, {
            onSuccess: () => {
              toast(t('classes.saved'));
              onSaved(shown?.computedAt ?? null);
            },
          });
        }}
        onDiscard={() => {
          save.reset();
          setDraft({});
          setRound(round + 1);
        }}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {failure !== null && refusal === null && <Failure error={failure} />}
      <Columns
        aside={
          <div className="c-sticky">
            <ClassSummary
              preview={shown}
              busy={preview.isFetching || preview.isPlaceholderData}
              state={
                proposed === null || refusal !== null
                  ? 'wrong'
                  : dirty
                    ? 'changed'
                    : applying
                      ? 'applying'
                      : 'kept'
              }
            />
          </div>
        }
      >
        <Stack gap="large">
          {classCards.map((card) => (
            <ClassCard
              key={`${card.key} ${String(round)}`}
              card={card}
              draft={draft}
              kept={kept}
              preview={shown}
              refusal={refusal}
              onChange={change}
            />
          ))}
        </Stack>
      </Columns>
    </Stack>
  );
}

/** The last value there was: what was shown stays while a newer one is asked for or refused. */
function useLatest<Value>(value: Value | undefined): Value | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && value !== latest) setLatest(value);
  return value ?? latest;
}
