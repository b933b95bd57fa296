import { Select as PolarisSelect, TextField } from '@shopify/polaris';
import { useId, type ReactNode } from 'react';

export interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  /** Next to the field, in words that say what to do. */
  error?: string | undefined;
  help?: ReactNode;
  prefix?: string;
  suffix?: string;
  placeholder?: string;
  kind?: 'text' | 'search' | 'whole' | 'decimal';
  labelHidden?: boolean;
  clearable?: boolean;
}

export function Field({
  label,
  value,
  onChange,
  onBlur,
  error,
  help,
  prefix,
  suffix,
  placeholder,
  kind = 'text',
  labelHidden = false,
  clearable = false,
}: FieldProps) {
  return (
    <TextField
      label={label}
      labelHidden={labelHidden}
      value={value}
      onChange={onChange}
      autoComplete="off"
      inputMode={kind === 'whole' ? 'numeric' : kind === 'decimal' ? 'decimal' : 'text'}
      type={kind === 'search' ? 'search' : 'text'}
      {...(onBlur !== undefined && { onBlur })}
      {...(error !== undefined && { error })}
      {...(help !== undefined && { helpText: help })}
      {...(prefix !== undefined && { prefix })}
      {...(suffix !== undefined && { suffix })}
      {...(placeholder !== undefined && { placeholder })}
      {...(clearable && {
        clearButton: true,
        onClearButtonClick: () => {
          onChange('');
        },
      })}
    />
  );
}

export interface SelectProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
  labelInline?: boolean;
  labelHidden?: boolean;
}

export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  labelInline = false,
  labelHidden = false,
}: SelectProps<Value>) {
  return (
    <PolarisSelect
      label={label}
      labelHidden={labelHidden}
      labelInline={labelInline}
      value={value}
      options={[...options]}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    />
  );
}

/** One of a few, each with a sentence. */
export function Choice<Value extends string>({
  legend,
  value,
  options,
  onChange,
}: {
  legend: string;
  value: Value;
  options: readonly { value: Value; label: string; help?: string }[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="c-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          <span>
            <b>{option.label}</b>
            {option.help !== undefined && <small>{option.help}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
