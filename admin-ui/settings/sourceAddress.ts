import type { SourceView } from '../../functions/sources/sources.schema.ts';

/** Where a shop's events go: webhooks are taken at the address the embed itself is served from. */
export function addressOf({ path }: Pick<SourceView, 'path'>): string {
  return new URL(path, window.location.origin).href;
}
