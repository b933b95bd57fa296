import { ArrowLeftIcon } from '@shopify/polaris-icons';
import { useEffect, type ReactNode } from 'react';
import { Link } from './Link.tsx';
import { Text } from './Text.tsx';

export interface PageProps {
  title: string;
  /** Beside the title: a state, a level. */
  beside?: ReactNode;
  /** Under the title: one line. */
  subtitle?: ReactNode;
  /** The subtitle is what the page has to say first. */
  leading?: boolean;
  back?: { to: string; label: string };
  actions?: ReactNode;
  children: ReactNode;
}

/** One title, at most one primary action, a way back on sub-pages. */
export function Page({
  title,
  beside,
  subtitle,
  leading = false,
  back,
  actions,
  children,
}: PageProps) {
  useEffect(() => {
    document.title = `${title} · Clientele`;
  }, [title]);
  return (
    <main className="c-page" id="content" tabIndex={-1}>
      <div className="c-page-head">
        <div className="c-page-name">
          {back !== undefined && (
            <Link to={back.to} look="back" label={back.label}>
              <ArrowLeftIcon aria-hidden />
            </Link>
          )}
          <div>
            <div className="c-page-name" style={{ flexWrap: 'wrap' }}>
              <Text as="h1" kind="title">
                {title}
              </Text>
              {beside}
            </div>
            {subtitle !== undefined && (
              <Text as="p" {...(leading ? { kind: 'heading' } : { tone: 'subdued' })}>
                {subtitle}
              </Text>
            )}
          </div>
        </div>
        {actions}
      </div>
      {children}
    </main>
  );
}

/** A main column and a narrower one beside it; below 56rem they stack. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="c-columns">
      <div>{children}</div>
      {aside}
    </div>
  );
}

/** Equal columns as many as fit. */
export function Grid({ children, min = '14rem' }: { children: ReactNode; min?: string }) {
  return (
    <div className="c-grid" style={{ '--c-min': min }}>
      {children}
    </div>
  );
}
