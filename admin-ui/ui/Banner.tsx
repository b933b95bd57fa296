import { Banner as PolarisBanner } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface BannerProps {
  title: string;
  children?: ReactNode;
  tone?: 'info' | 'success' | 'warning' | 'critical';
  action?: { label: string; to?: string; onAction?: () => void; loading?: boolean };
  /** Beside the first: what else can be done about it. */
  otherwise?: { label: string; onAction: () => void };
  onDismiss?: () => void;
}

/** At most one a page. Critical only for what failed. */
export function Banner({
  title,
  children,
  tone = 'info',
  action,
  otherwise,
  onDismiss,
}: BannerProps) {
  return (
    <PolarisBanner
      title={title}
      tone={tone}
      {...(onDismiss !== undefined && { onDismiss })}
      {...(action !== undefined && {
        action: {
          content: action.label,
          ...(action.to !== undefined && { url: action.to }),
          ...(action.onAction !== undefined && { onAction: action.onAction }),
          ...(action.loading !== undefined && { loading: action.loading }),
        },
      })}
      {...(otherwise !== undefined && {
        secondaryAction: { content: otherwise.label, onAction: otherwise.onAction },
      })}
    >
      {children}
    </PolarisBanner>
  );
}
