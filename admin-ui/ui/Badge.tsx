import { Badge as PolarisBadge } from '@shopify/polaris';

/** Neutral for classes; a tone only for a state that asks for something or is done. */
export function Badge({
  children,
  tone,
}: {
  children: string;
  tone?: 'info' | 'success' | 'attention' | 'warning' | 'critical';
}) {
  return <PolarisBadge {...(tone !== undefined && { tone })}>{children}</PolarisBadge>;
}
