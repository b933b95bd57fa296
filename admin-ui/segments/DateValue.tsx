import { useTranslation } from 'react-i18next';
import { Field, Select } from '../ui/Field.tsx';
import { Row } from '../ui/Stack.tsx';

const units = ['d', 'w', 'm', 'y'] as const;
type Form = (typeof units)[number] | 'today' | 'date';

/** A day: so long ago, today, or a date of the calendar. */
export function DateValue({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const form = formOf(value);
  const amount = form === 'today' || form === 'date' ? '' : value.slice(0, -1).replace('-', '');
  return (
    <Row wrap={false}>
      {form === 'date' ? (
        <Field
          label={label}
          labelHidden
          value={value}
          placeholder="2026-11-22"
          onChange={onChange}
        />
      ) : (
        form !== 'today' && (
          <Field
            label={label}
            labelHidden
            kind="whole"
            value={amount}
            onChange={(text) => {
              onChange(`-${text.trim()}${form}`);
            }}
          />
        )
      )}
      <Select
        label={t('segments.date.form', { label })}
        labelHidden
        value={form}
        options={[
          ...units.map((unit) => ({ value: unit, label: t(`segments.date.${unit}`) })),
          { value: 'today', label: t('segments.date.today') },
          { value: 'date', label: t('segments.date.date') },
        ]}
        onChange={(next: Form) => {
          onChange(next === 'today' ? 'today' : next === 'date' ? '' : `-${amount || '30'}${next}`);
        }}
      />
    </Row>
  );
}

/** A day ahead (`+7d`) is shown as it is written. */
function formOf(value: string): Form {
  if (value === 'today') return 'today';
  return units.find((unit) => value.startsWith('-') && value.endsWith(unit)) ?? 'date';
}
