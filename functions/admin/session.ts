import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../platform/httpEnv.ts';
import { Refusal } from '../platform/refusal.ts';

/** Who calls: taken from a verified session token and from nothing else. */
export interface Caller {
  shop: string;
  userId: string;
}

export interface SessionCheck {
  /** Verifies the token; throws a `Refusal` where it does not hold. */
  verify(token: string): Promise<Caller>;
  /** Makes sure this shop is installed, exchanging the token the first time. */
  install(caller: Caller, token: string): Promise<void>;
}

/** Every call needs `Authorization: Bearer <session token>`; the shop comes from it alone. */
export function requireSession(check: SessionCheck): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const token = /^Bearer (\S+)$/.exec(c.req.header('Authorization') ?? '')?.[1];
    if (token === undefined) {
      throw new Refusal(
        'unauthenticated',
        'This call needs a session token: open Clientele from your shop admin.',
      );
    }
    const caller = await check.verify(token);
    await check.install(caller, token);
    c.set('shop', caller.shop);
    c.set('userId', caller.userId);
    await next();
  };
}
