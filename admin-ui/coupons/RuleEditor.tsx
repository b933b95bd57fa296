import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleInput } from '../../functions/coupons/coupons.schema.ts';
import { RequestFailed } from '../api/requestFailed.ts';
import { useRefusalWords } from '../api/useRefusalWords.ts';
import { useShopPlace } from '../i18n/shopPlace.ts';
import { Failure } from '../shell/Failure.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Columns } from '../ui/Page.tsx';
import { SaveBar } from '../ui/SaveBar.tsx';
import { Row, Stack } from '../ui/Stack.tsx';
import { BacktestCard } from './BacktestCard.tsx';
import { faultsOf, inputOf, type DraftField, type RuleDraft } from './ruleDraft.ts';
import { RuleFields } from './RuleFields.tsx';
import { RulePreview } from './RulePreview.tsx';

export interface RuleEditorProps {
  initial: RuleDraft;
  /** Null: not kept yet, and can be saved as it is. */
  ruleId: string | null;
  saving: boolean;
  failure: unknown;
  onSave: (input: RuleInput) => void;
  onDirty?: (dirty: boolean) => void;
  /** A limit is asked for because the rule is to be switched on. */
  limitMissing?: boolean;
  /** Under the fields: what belongs to a saved rule. */
  children?: ReactNode;
  aside?: ReactNode;
  /** Above the fields: what asks for a decision. */
  first?: ReactNode;
}

/** Name · who · when · offer · guardrails, with the preview beside them while they change. */
export function RuleEditor(props: RuleEditorProps) {
  const { initial, ruleId, saving, failure, onSave, onDirty } = props;
  const { t } = useTranslation();
  const { currency } = useShopPlace();
  const refusalWords = useRefusalWords();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const faults = faultsOf(draft, currency);
  const sound = Object.keys(faults).length === 0;
  const dirty = JSON.stringify(draft) !== JSON.stringify(initial);
  const change = (field: DraftField, value: string) => {
    const next = { ...draft, [field]: value };
    setDraft(next);
    onDirty?.(JSON.stringify(next) !== JSON.stringify(initial));
  };
  const save = () => {
    setTried(true);
    if (sound) onSave(inputOf(draft));
  };
  const refusedField = failure instanceof RequestFailed ? failure.field : null;
  return (
    <Stack gap="large">
      <SaveBar
        dirty={dirty}
        onSave={save}
        onDiscard={() => {
          setDraft(initial);
          setTried(false);
          onDirty?.(false);
        }}
        words={{ save: t('shell.save'), discard: t('shell.discard') }}
      />
      {tried && !sound && <Banner tone="critical" title={t('coupons.editor.fix')} />}
      {failure !== null && refusedField === null && <Failure error={failure} />}
      <Columns
        aside={
          <div className="c-sticky">
            <Stack gap="large">
              {props.aside}
              <RulePreview draft={draft} sound={sound} ruleId={ruleId} />
            </Stack>
          </div>
        }
      >
        <Stack gap="large">
          {props.first}
          <RuleFields
            draft={draft}
            onChange={change}
            onLeave={(field) => {
              setTouched(new Set([...touched, field]));
            }}
            faultOf={(field) => (tried || touched.has(field) ? faults[field] : undefined)}
            limitMissing={props.limitMissing === true}
            refused={
              failure instanceof RequestFailed && refusedField !== null
                ? { field: refusedField, words: refusalWords(failure) ?? failure.message }
                : null
            }
          />
          {ruleId === null && (
            <Row align="end">
              <Button look="primary" loading={saving} onClick={save}>
                {t('coupons.editor.saveDraft')}
              </Button>
            </Row>
          )}
          <BacktestCard draft={draft} sound={sound} ruleId={ruleId} />
          {props.children}
        </Stack>
      </Columns>
    </Stack>
  );
}
