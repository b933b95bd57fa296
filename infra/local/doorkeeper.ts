import type { MiddlewareHandler } from 'hono';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/;

/**
 * Answers only who asks for this machine by its own name: a page of another site that points its
 * domain at 127.0.0.1 (DNS rebinding) is turned away.
 */
export const onlyLoopbackHosts: MiddlewareHandler = async (c, next) => {
  if (loopback.test(c.req.header('Host') ?? '')) return next();
  return c.text('This machine answers to localhost and 127.0.0.1 only.', 421);
};

/** Turns away pages of other sites: what `/local` does is for whoever sits at this machine. */
export const onlyThisOrigin: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('Origin');
  const own = origin === undefined || origin === `http://${c.req.header('Host') ?? ''}`;
  const site = c.req.header('Sec-Fetch-Site');
  if (own && site !== 'cross-site' && site !== 'same-site') return next();
  return c.text('Pages of other sites may not ask for this.', 403);
};
