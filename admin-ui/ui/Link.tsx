import type { LinkLikeComponent } from '@shopify/polaris/build/ts/src/utilities/link';
import { useRouter } from '@tanstack/react-router';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';

/** A path of the embed, such as `/customers?query=…`. */
export interface LinkProps {
  to: string;
  children: ReactNode;
  /** quiet: looks like its surroundings until pointed at. */
  look?: 'link' | 'quiet' | 'row' | 'bar' | 'back';
  label?: string;
  style?: ComponentProps<'a'>['style'];
}

const looks = {
  link: 'c-link',
  quiet: 'c-quiet',
  row: 'c-row-link',
  bar: 'c-bar',
  back: 'c-back',
} as const satisfies Record<NonNullable<LinkProps['look']>, string>;

/** A link inside the embed: a real anchor, followed by the router. */
export function Link({ to, children, look = 'link', label, style }: LinkProps) {
  const follow = useFollow(to);
  return (
    <a
      href={follow.href}
      onClick={follow.onClick}
      className={looks[look]}
      aria-label={label}
      style={style}
    >
      {children}
    </a>
  );
}

/** A link out of the embed, in a new tab. */
export function OuterLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="c-link">
      {children}
    </a>
  );
}

/** What Polaris's buttons and banners use for their `url`. */
export const InternalLink: LinkLikeComponent = function InternalLink(props) {
  const { url, children, className, id, 'aria-label': label } = props;
  const follow = useFollow(url);
  return (
    <a href={follow.href} onClick={follow.onClick} className={className} id={id} aria-label={label}>
      {children}
    </a>
  );
};

function useFollow(to: string) {
  const router = useRouter();
  // Parsed by the router and built again, so that the language in the address is kept.
  const [path = '/', search = ''] = to.split('?');
  const target = { to: path, search: Object.fromEntries(new URLSearchParams(search)) };
  const href = router.buildLocation(target).publicHref;
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void router.navigate(target);
  };
  return { href, onClick };
}
