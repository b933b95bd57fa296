import { bodyOf, type HttpAnswer, type HttpEvent } from '../platform/httpEvent.ts';
import { type ReceiveDeps, receiveWebhook } from './receive.ts';

/** Receive as Lambda calls it; the signature is over the bytes as they came. */
export function receiveHandler(
  deps: ReceiveDeps,
): (event: Pick<HttpEvent, 'headers' | 'body' | 'isBase64Encoded'>) => Promise<HttpAnswer> {
  return async (event) => {
    const answer = await receiveWebhook({ headers: event.headers, body: bodyOf(event) }, deps);
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    return { statusCode: answer.status, headers, body: answer.body, isBase64Encoded: false };
  };
}
