import { useTranslation } from 'react-i18next';
import { triggerKeys, type Trigger } from '../../functions/coupons/coupons.schema.ts';
import { QueryEditor } from '../customers/QueryEditor.tsx';
import { currencySign, minorDigits } from '../i18n/money.ts';
import { useFormats, useShopPlace } from '../i18n/shopPlace.ts';
import { Card } from '../ui/Card.tsx';
import { Choice, Field } from '../ui/Field.tsx';
import { Grid } from '../ui/Page.tsx';
import { Text } from '../ui/Text.tsx';
import {
  hasLimit,
  maxDeadlineDays,
  maxExpiryDays,
  type DraftFault,
  type DraftField,
  type RuleDraft,
} from './ruleDraft.ts';

export interface RuleFieldsProps {
  draft: RuleDraft;
  onChange: (field: DraftField, value: string) => void;
  onLeave: (field: DraftField) => void;
  faultOf: (field: DraftField) => DraftFault | undefined;
  limitMissing: boolean;
  /** What the server refused, by the field it names. */
  refused: { field: string; words: string } | null;
}

/** Where a refusal of the API belongs among the fields. */
const refusedFields: Record<string, DraftField> = {
  name: 'name',
  who: 'who',
  'offer.amount': 'amount',
  'offer.percent': 'percent',
  minimumSubtotal: 'minimum',
  expiryDays: 'expiryDays',
  deadlineDays: 'deadlineDays',
  codePrefix: 'codePrefix',
  budgetAmount: 'budgetAmount',
  budgetCount: 'budgetCount',
};

/** Where the further condition stands on the page. */
export const conditionId = 'rule-condition';

export function RuleFields(props: RuleFieldsProps) {
  const { draft, onChange } = props;
  const { t } = useTranslation();
  const field = useField(props);
  const refusedQuery = props.refused?.field === 'who' ? props.refused.words : null;
  return (
    <>
      <Card title={t('coupons.editor.name')}>
        <Field
          label={t('coupons.editor.name')}
          labelHidden
          help={t('coupons.editor.nameHelp')}
          {...field('name')}
        />
      </Card>
      <Card title={t('coupons.editor.who')}>
        <Choice<Trigger>
          legend={t('coupons.editor.trigger')}
          value={draft.trigger}
          options={triggerKeys.map((key) => ({
            value: key,
            label: t(`coupons.trigger.${key}.who`),
          }))}
          onChange={(value) => {
            onChange('trigger', value);
          }}
        />
        <details id={conditionId} open={draft.who !== '' || refusedQuery !== null}>
          <summary>{t('coupons.editor.condition')}</summary>
          <QueryEditor
            initial={draft.who}
            refusal={refusedQuery}
            onChange={(query) => {
              onChange('who', query);
            }}
          />
        </details>
      </Card>
      <Card title={t('coupons.editor.when')}>
        <Text as="p">{t(`coupons.editor.whenBody.${draft.trigger}`)}</Text>
        {draft.trigger === 'win-back' && (
          <Field
            kind="whole"
            label={t('coupons.editor.deadline')}
            help={t('coupons.editor.deadlineHelp')}
            suffix={t('coupons.editor.days')}
            {...field('deadlineDays')}
          />
        )}
      </Card>
      <Offer {...props} />
      <Guardrails {...props} />
    </>
  );
}

function Offer(props: RuleFieldsProps) {
  const { draft, onChange } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { currency } = useShopPlace();
  const field = useField(props);
  const sign = currencySign(currency, formats.locale);
  return (
    <Card title={t('coupons.editor.offer')}>
      <Choice
        legend={t('coupons.editor.kind')}
        value={draft.kind}
        options={[
          {
            value: 'percentage',
            label: t('coupons.editor.percentage'),
            help: t('coupons.editor.percentageHelp'),
          },
          {
            value: 'amount',
            label: t('coupons.editor.amount'),
            help: t('coupons.editor.amountHelp'),
          },
        ]}
        onChange={(value) => {
          onChange('kind', value);
        }}
      />
      <Grid min="16rem">
        {draft.kind === 'percentage' ? (
          <Field
            kind="whole"
            label={t('coupons.editor.percentField')}
            suffix="%"
            {...field('percent')}
          />
        ) : (
          <Field
            kind="decimal"
            label={t('coupons.editor.amountField')}
            prefix={sign}
            {...field('amount')}
          />
        )}
        <Field
          kind="decimal"
          label={t('coupons.editor.minimum')}
          prefix={sign}
          {...field('minimum')}
        />
        <Field
          kind="whole"
          label={t('coupons.editor.expiry')}
          suffix={t('coupons.editor.days')}
          {...field('expiryDays')}
        />
        <Field
          label={t('coupons.editor.prefix')}
          help={t('coupons.editor.prefixHelp')}
          {...field('codePrefix')}
        />
      </Grid>
    </Card>
  );
}

function Guardrails(props: RuleFieldsProps) {
  const { draft } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const { currency } = useShopPlace();
  const field = useField(props);
  const missing = props.limitMissing && !hasLimit(draft);
  const count = field('budgetCount');
  return (
    <Card title={t('coupons.editor.limits')}>
      <Text as="p" tone="subdued">
        {t('coupons.editor.limitsHelp')} {t('coupons.editor.once')}
      </Text>
      <Grid min="14rem">
        {draft.kind === 'amount' && (
          <Field
            kind="decimal"
            label={t('coupons.editor.budgetAmount')}
            prefix={currencySign(currency, formats.locale)}
            {...field('budgetAmount')}
          />
        )}
        <Field
          kind="whole"
          label={t('coupons.editor.budgetCount')}
          {...count}
          error={
            count.error ??
            (missing
              ? t(
                  draft.kind === 'amount'
                    ? 'coupons.invalid.limitMissingAmount'
                    : 'coupons.invalid.limitMissingPercent',
                )
              : undefined)
          }
        />
      </Grid>
    </Card>
  );
}

/** Everything a field needs but its label: value, change, and what is wrong with it in words. */
function useField({ draft, onChange, onLeave, faultOf, refused }: RuleFieldsProps) {
  const { t } = useTranslation();
  const { currency } = useShopPlace();
  const example = minorDigits(currency) === 0 ? '5000' : '12.50';
  return (name: DraftField) => {
    const fault = faultOf(name);
    const max = name === 'deadlineDays' ? maxDeadlineDays : maxExpiryDays;
    const own = fault === undefined ? undefined : t(`coupons.invalid.${fault}`, { example, max });
    const theirs =
      refused !== null && refusedFields[refused.field] === name ? refused.words : undefined;
    return {
      value: draft[name],
      error: own ?? theirs,
      onChange: (value: string) => {
        onChange(name, name === 'codePrefix' ? value.toUpperCase() : value);
      },
      onBlur: () => {
        onLeave(name);
      },
    };
  };
}
