import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseQuery } from '../../functions/segments/query/parse.ts';
import type { SegmentInput } from '../../functions/segments/segments.schema.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useRefusalWords } from '../api/useRefusalWords.ts';
import { Failure } from '../shell/Failure.tsx';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { Field } from '../ui/Field.tsx';
import { Columns } from '../ui/Page.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { isLabel } from './isLabel.ts';
import { QueryViews } from './QueryViews.tsx';
import { SegmentPanel } from './SegmentPanel.tsx';

export interface SegmentEditorProps {
  initial: SegmentInput;
  /** Null: not kept yet, and can be saved as it is. */
  segmentId: string | null;
  saving: boolean;
  failure: unknown;
  onSave: (input: SegmentInput) => void;
  /** Above the fields: what asks for a decision. */
  first?: ReactNode;
  /** Under the fields: what belongs to a saved segment. */
  children?: ReactNode;
}

/** Name, conditions and label, with who is found beside them while they change. */
export function SegmentEditor(props: SegmentEditorProps) {
  const { initial, segmentId, saving, failure, onSave } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  /** A line of the conditions is not finished. */
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  /** Makes the views of the conditions start again from what is kept. */
  const [round, setRound] = useState(0);
  const sound = faultsOf(draft) === null && !open && parseQuery(draft.query).ok;
  const refusal =
    failure instanceof RequestFailed && shownFields.some((field) => field === failure.field)
      ? failure
      : null;
  const errors = useErrors(draft, tried, refusal);
  const save = () => {
    setTried(true);
    if (sound) onSave({ ...draft, name: draft.name.trim(), query: draft.query.trim() });
  };
  return (
    <Stack gap="large">
      <SaveBar
        dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
        onSave={save}
        onDiscard={() => {
          setDraft(initial);
          setOpen(false);
          setTried(false);
          setRound(round + 1);
        }}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {failure !== null && refusal === null && <Failure error={failure} />}
      <Columns
        aside={
          <div className="c-sticky">
            <SegmentPanel query={draft.query} segmentId={segmentId} />
          </div>
        }
      >
        <Stack gap="large">
          {props.first}
          <Card title={t('segments.editor.name')}>
            <Field
              label={t('segments.editor.name')}
              labelHidden
              value={draft.name}
              error={errors.name}
              onChange={(name) => {
                setDraft({ ...draft, name: name.slice(0, longestName) });
              }}
            />
          </Card>
          <div id={conditionsId}>
            <QueryViews
              key={round}
              query={draft.query}
              refusal={errors.query ?? null}
              tried={tried}
              onChange={(query, unfinished) => {
                setDraft({ ...draft, query });
                setOpen(unfinished);
              }}
            />
          </div>
          <Card title={t('segments.editor.label')}>
            <Field
              label={t('segments.editor.labelField')}
              help={t('segments.editor.labelHelp')}
              value={draft.label ?? ''}
              error={errors.label}
              onChange={(label) => {
                setDraft({ ...draft, label: label.trim() === '' ? null : label });
              }}
            />
          </Card>
          {segmentId === null && (
            <Row align="end">
              <Button look="primary" loading={saving} onClick={save}>
                {t('segments.editor.save')}
              </Button>
            </Row>
          )}
          {props.children}
        </Stack>
      </Columns>
    </Stack>
  );
}

const longestName = 80;
/** A refusal of one of these is said next to it. */
const shownFields = ['name', 'query', 'label'] as const;

/** Where the conditions stand on the page. */
export const conditionsId = 'segment-conditions';

/** What keeps a draft from being saved, its conditions aside. */
function faultsOf({ name, label }: SegmentInput): 'name' | 'label' | null {
  if (name.trim() === '') return 'name';
  return label !== null && !isLabel(label) ? 'label' : null;
}

/** What is said next to each field: the server's word first, a missing name only after a try. */
function useErrors(draft: SegmentInput, tried: boolean, refusal: RequestFailed | null) {
  const { t } = useTranslation();
  const fault = faultsOf(draft);
  const refusalWords = useRefusalWords();
  const refused = (field: string) =>
    refusal?.field === field ? (refusalWords(refusal) ?? refusal.message) : undefined;
  const missing = tried && fault === 'name' ? t('segments.editor.nameMissing') : undefined;
  const wrong = fault === 'label' ? t('segments.editor.labelWrong') : undefined;
  return {
    name: refused('name') ?? missing,
    query: refused('query'),
    label: refused('label') ?? wrong,
  };
}
