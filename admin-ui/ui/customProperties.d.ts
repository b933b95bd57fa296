import 'react';

declare module 'react' {
  interface CSSProperties {
    '--c-min'?: string;
    '--c-share'?: string;
    '--c-aside'?: string;
  }
  namespace JSX {
    interface IntrinsicElements {
      's-app-nav': { children?: ReactNode };
      's-link': { href: string; rel?: string; children?: ReactNode };
      'ui-save-bar': { id: string; children?: ReactNode };
    }
  }
}
