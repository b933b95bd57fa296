import type { ReactNode } from 'react';
import { Stack } from './Stack.tsx';
import { Text } from './Text.tsx';

/** Teaches in a sentence what will be here, with one action. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="c-empty">
      <Stack gap="small">
        <Text as="h2" kind="heading">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {children}
        </Text>
        {action !== undefined && <div>{action}</div>}
      </Stack>
    </div>
  );
}
