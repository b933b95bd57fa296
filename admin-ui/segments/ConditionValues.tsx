import { useTranslation } from 'react-i18next';
import type { Attribute } from '../../functions/segments/query/attribute.ts';
import { currencySign } from '../i18n/money.ts';
import { useShopPlace } from '../i18n/shopPlace.ts';
import { Field, Select } from '../ui/Field.tsx';
import { DateValue } from './DateValue.tsx';
import { Several } from './Several.tsx';
import { useValueWords } from './useValueWords.ts';

/** The values of one condition, in the form that fits what is asked about. */
export function ConditionValues({
  attribute,
  values,
  several,
  number,
  onChange,
}: {
  attribute: Attribute;
  values: readonly string[];
  /** Any number of values, instead of those that are there. */
  several: boolean;
  number: number;
  onChange: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const label = (place: number) =>
    values.length > 1
      ? t('segments.rows.valueOf', { number, place: place + 1 })
      : t('segments.rows.value', { number });
  if (several)
    return <Several attribute={attribute} values={values} number={number} onChange={onChange} />;
  return values.map((value, place) => (
    <OneValue
      key={place}
      attribute={attribute}
      label={label(place)}
      value={value}
      onChange={(text) => {
        onChange(values.map((one, index) => (index === place ? text : one)));
      }}
    />
  ));
}

function OneValue({
  attribute,
  label,
  value,
  onChange,
}: {
  attribute: Attribute;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const { currency } = useShopPlace();
  const wordOf = useValueWords();
  switch (attribute.type) {
    case 'choice':
      return (
        <Select
          label={label}
          labelHidden
          value={value}
          options={[
            ...(value === '' ? [{ value: '', label: t('segments.rows.choose') }] : []),
            ...attribute.choices.map((choice) => ({
              value: choice,
              label: wordOf(attribute.name, choice),
            })),
          ]}
          onChange={onChange}
        />
      );
    case 'flag':
      return (
        <Select
          label={label}
          labelHidden
          value={value === 'false' ? 'false' : 'true'}
          options={[
            { value: 'true', label: t('segments.rows.yes') },
            { value: 'false', label: t('segments.rows.no') },
          ]}
          onChange={onChange}
        />
      );
    case 'date':
      return <DateValue label={label} value={value} onChange={onChange} />;
    case 'number':
      return (
        <Field
          label={label}
          labelHidden
          kind="decimal"
          value={value}
          {...(attribute.unit === 'money'
            ? { prefix: currencySign(currency, i18n.language) }
            : { suffix: t(`segments.unit.${attribute.unit}`) })}
          onChange={onChange}
        />
      );
    default:
      return <Field label={label} labelHidden value={value} onChange={onChange} />;
  }
}
