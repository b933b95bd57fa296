import { Card as PolarisCard } from '@shopify/polaris';
import { useId, type ReactNode } from 'react';
import { Row, Stack } from './Stack.tsx';
import { Text } from './Text.tsx';

export interface CardProps {
  children: ReactNode;
  title?: ReactNode;
  /** Beside the title, at the end. */
  action?: ReactNode;
  /** Tables and lists bring their own padding. */
  flush?: boolean;
}

/** A section with a heading. */
export function Card({ children, title, action, flush = false }: CardProps) {
  const id = useId();
  const head = title !== undefined && (
    <Row align="space-between">
      <Text as="h2" kind="heading" id={id}>
        {title}
      </Text>
      {action}
    </Row>
  );
  return (
    <section aria-labelledby={title === undefined ? undefined : id}>
      {flush ? (
        <PolarisCard padding="0" roundedAbove="xs">
          {head !== false && <div className="c-dialog-part">{head}</div>}
          {children}
        </PolarisCard>
      ) : (
        <PolarisCard roundedAbove="xs">
          <Stack gap="base">
            {head}
            {children}
          </Stack>
        </PolarisCard>
      )}
    </section>
  );
}

export function Divider() {
  return <hr className="c-divider" />;
}
