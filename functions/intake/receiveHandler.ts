import type { AppSecrets } from '../platform/appSecrets.ts';
import { bodyOf, type HttpAnswer, type HttpEvent } from '../platform/httpEvent.ts';
import { type ReceiveDeps, receiveWebhook } from './receive.ts';

/** What receive does with what is signed. */
export type KeepingDeps = Omit<ReceiveDeps, 'secrets' | 'newerSecrets'>;

/** Receive as Lambda calls it; the signature is over the bytes as they came. */
export function receiveHandler(
  appSecrets: AppSecrets,
  deps: KeepingDeps,
): (event: Pick<HttpEvent, 'headers' | 'body' | 'isBase64Encoded'>) => Promise<HttpAnswer> {
  return async (event) => {
    const { secrets } = await appSecrets.current();
    const newerSecrets = async () => (await appSecrets.newer())?.secrets ?? null;
    const answer = await receiveWebhook(
      { headers: event.headers, body: bodyOf(event) },
      { ...deps, secrets, newerSecrets },
    );
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    return { statusCode: answer.status, headers, body: answer.body, isBase64Encoded: false };
  };
}
