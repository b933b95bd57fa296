import { useTranslation } from 'react-i18next';
import type { RequestFailed } from '../api/requestFailed.ts';
import { useRefusalWords } from '../api/useRefusalWords.ts';
import { Choice, Field } from '../ui/Field.tsx';
import type { KnownField } from './classFields.ts';
import { NumberField } from './NumberField.tsx';
import { StandardFields } from './StandardFields.tsx';

/** One threshold in the form that fits it, with what the shop's rules have against it. */
export function ClassFieldRow({
  field,
  text,
  refusal,
  onChange,
}: {
  field: KnownField;
  text: string;
  refusal: RequestFailed | null;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation();
  const refusalWords = useRefusalWords();
  switch (field.kind) {
    case 'standards':
      return (
        <StandardFields
          text={text}
          refused={refusal === null ? null : (refusalWords(refusal) ?? refusal.message)}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Choice
          legend={t(`classes.field.${field.key}.label`)}
          value={text}
          options={field.options.map((option) => ({
            value: option,
            label: t(`classes.option.${option}.label`),
            help: t(`classes.option.${option}.help`),
          }))}
          onChange={onChange}
        />
      );
    case 'list':
      return (
        <Field
          label={t(`classes.field.${field.key}.label`)}
          help={t(`classes.field.${field.key}.help`)}
          value={text}
          onChange={onChange}
        />
      );
    default:
      return <NumberField field={field} text={text} refusal={refusal} onChange={onChange} />;
  }
}
