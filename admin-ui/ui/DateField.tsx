import { TextField } from '@shopify/polaris';

export interface DateFieldProps {
  label: string;
  /** YYYY-MM-DD; empty: none chosen. */
  value: string;
  onChange: (value: string) => void;
  /** The last day that may be chosen. */
  max?: string | undefined;
  help?: string;
  error?: string | undefined;
}

/** A day of the calendar, by the browser's own picker. */
export function DateField({ label, value, onChange, max, help, error }: DateFieldProps) {
  return (
    <TextField
      label={label}
      type="date"
      value={value}
      onChange={onChange}
      autoComplete="off"
      {...(max !== undefined && { max })}
      {...(help !== undefined && { helpText: help })}
      {...(error !== undefined && { error })}
    />
  );
}
