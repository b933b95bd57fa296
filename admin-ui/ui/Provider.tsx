import { AppProvider } from '@shopify/polaris';
import '@shopify/polaris/build/esm/styles.css';
import './theme.css';
import type { ReactNode } from 'react';
import { InternalLink } from './Link.tsx';
import type { KitWords } from './kitWords.ts';

/** The ground every component of `ui/` stands on. */
export function Provider({ words, children }: { words: KitWords; children: ReactNode }) {
  return (
    <AppProvider i18n={words} linkComponent={InternalLink}>
      {children}
    </AppProvider>
  );
}
