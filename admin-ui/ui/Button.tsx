import { Button as PolarisButton } from '@shopify/polaris';

export interface ButtonProps {
  children: string;
  onClick?: () => void;
  /** A path of the embed. */
  to?: string;
  look?: 'primary' | 'secondary' | 'plain' | 'quiet';
  tone?: 'critical';
  submit?: boolean;
  loading?: boolean;
  disabled?: boolean;
  pressed?: boolean;
  /** For screen readers, where the words alone do not say of what. */
  label?: string;
}

const variants = {
  primary: 'primary',
  secondary: 'secondary',
  plain: 'plain',
  quiet: 'tertiary',
} as const satisfies Record<NonNullable<ButtonProps['look']>, string>;

export function Button({
  children,
  onClick,
  to,
  look = 'secondary',
  tone,
  submit = false,
  loading = false,
  disabled = false,
  pressed,
  label,
}: ButtonProps) {
  return (
    <PolarisButton
      variant={variants[look]}
      submit={submit}
      loading={loading}
      disabled={disabled}
      {...(onClick !== undefined && { onClick })}
      {...(to !== undefined && { url: to })}
      {...(tone !== undefined && { tone })}
      {...(pressed !== undefined && { pressed })}
      {...(label !== undefined && { accessibilityLabel: label })}
    >
      {children}
    </PolarisButton>
  );
}
