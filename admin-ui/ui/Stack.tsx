import { BlockStack, InlineStack } from '@shopify/polaris';
import type { ReactNode } from 'react';

const gaps = { none: '0', tight: '100', small: '200', base: '300', large: '400' } as const;
export type Gap = keyof typeof gaps;

/** One below the other. */
export function Stack({ children, gap = 'base' }: { children: ReactNode; gap?: Gap }) {
  return <BlockStack gap={gaps[gap]}>{children}</BlockStack>;
}

/** One beside the other, wrapping where there is no room. */
export function Row({
  children,
  gap = 'small',
  align,
  wrap = true,
}: {
  children: ReactNode;
  gap?: Gap;
  align?: 'space-between' | 'end' | 'center';
  wrap?: boolean;
}) {
  return (
    <InlineStack
      gap={gaps[gap]}
      blockAlign="center"
      wrap={wrap}
      {...(align !== undefined && { align })}
    >
      {children}
    </InlineStack>
  );
}
