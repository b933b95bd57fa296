import { bodyOf, type HttpAnswer, type HttpEvent } from '../platform/httpEvent.ts';
import { type EventAnswer, receiveEvent, type ReceiveEventDeps } from './receiveEvent.ts';

/** The header that holds the signature, as Node and API Gateway spell it. */
export const signatureHeader = 'clientele-signature';

/** An answer as JSON: `application/problem+json` where it is a refusal. */
export function answerBody({ status, detail, pointer }: EventAnswer): {
  type: string;
  text: string;
} {
  if (status === 200) return { type: 'application/json', text: JSON.stringify({ kept: true }) };
  const problem = { status, detail, ...(pointer === undefined ? {} : { pointer }) };
  return { type: 'application/problem+json', text: JSON.stringify(problem) };
}

/** Takes events of other shops as Lambda calls it; the signature is over the bytes as they came. */
export function eventHandler(deps: ReceiveEventDeps): (event: HttpEvent) => Promise<HttpAnswer> {
  return async (event) => {
    const address = event.rawPath.split('/').at(-1) ?? '';
    const signature = event.headers[signatureHeader];
    const answer = await receiveEvent({ address, signature, body: bodyOf(event) }, deps);
    const { type, text } = answerBody(answer);
    const headers = { 'Content-Type': type };
    return { statusCode: answer.status, headers, body: text, isBase64Encoded: false };
  };
}
