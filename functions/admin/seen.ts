import type { MiddlewareHandler } from 'hono';
import type { HttpEnv, SeenIn } from '../platform/httpEnv.ts';
import type { Caller } from './session.ts';

/** Keeps that this member of staff was shown these customers. */
export type NoteSeen = (
  caller: Caller,
  seenIn: SeenIn,
  customerIds: readonly string[],
) => Promise<void>;

/**
 * Lets routes say whom their answer shows, and notes it before the answer leaves: an answer whose
 * note cannot be kept is not given.
 */
export function notingSeen(note: NoteSeen): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const seen: { place: SeenIn; ids: readonly string[] }[] = [];
    c.set('saw', (place, ids) => {
      if (ids.length > 0) seen.push({ place, ids });
    });
    await next();
    if (!c.res.ok) return;
    const caller = { shop: c.get('shop'), userId: c.get('userId') };
    await Promise.all(seen.map(({ place, ids }) => note(caller, place, ids)));
  };
}
