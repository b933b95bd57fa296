/**
 * The address the app has in the stand-in's books, whatever port a run takes: subscriptions and
 * webhooks that wait must hold beyond the run that made them.
 */
export const appAddress = 'https://app.clientele.internal';
export const webhookPath = '/webhooks/shopify';

/** Finds the app where it listens now; any other address is left as it is. */
export function resolvingFetch(listeningAt: string): typeof fetch {
  return (input, init) =>
    typeof input === 'string' && input.startsWith(`${appAddress}/`)
      ? fetch(listeningAt + input.slice(appAddress.length), init)
      : fetch(input, init);
}
