import { Text as PolarisText } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface TextProps {
  children: ReactNode;
  as?: 'h1' | 'h2' | 'h3' | 'p' | 'span' | 'dt' | 'dd' | 'strong';
  kind?: 'title' | 'heading' | 'figure' | 'body' | 'small';
  tone?: 'subdued' | 'critical' | 'success' | 'caution';
  strong?: boolean;
  numeric?: boolean;
  id?: string;
}

const variants = {
  title: 'headingLg',
  heading: 'headingSm',
  figure: 'headingLg',
  body: 'bodyMd',
  small: 'bodySm',
} as const;

export function Text({
  children,
  as = 'span',
  kind = 'body',
  tone,
  strong = false,
  numeric = false,
  id,
}: TextProps) {
  return (
    <PolarisText
      as={as}
      variant={variants[kind]}
      numeric={numeric}
      {...(tone !== undefined && { tone })}
      {...(strong && { fontWeight: 'semibold' })}
      {...(id !== undefined && { id })}
    >
      {children}
    </PolarisText>
  );
}
