import { useTranslation } from 'react-i18next';
import type { Attribute } from '../../functions/segments/query/attribute.ts';
import { Checks } from '../ui/Checks.tsx';
import { Field } from '../ui/Field.tsx';
import { useValueWords } from './useValueWords.ts';

/** Any number of values: checked where they are known, else typed with commas between. */
export function Several({
  attribute,
  values,
  number,
  onChange,
}: {
  attribute: Attribute;
  values: readonly string[];
  number: number;
  onChange: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const wordOf = useValueWords();
  const label = t('segments.rows.value', { number });
  if (attribute.type === 'choice') {
    const { choices, name } = attribute;
    return (
      <Checks
        legend={label}
        legendHidden
        chosen={values}
        options={choices.map((choice) => ({ value: choice, label: wordOf(name, choice) }))}
        onChange={(chosen) => {
          onChange(chosen.length === 0 ? [''] : chosen.filter((one) => one !== ''));
        }}
      />
    );
  }
  return (
    <Field
      label={label}
      labelHidden
      value={values.join(', ')}
      placeholder={t('segments.rows.list')}
      onChange={(text) => {
        onChange(text.split(/[,、，]/).map((one) => one.trimStart()));
      }}
    />
  );
}
