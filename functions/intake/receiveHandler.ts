import { type ReceiveDeps, receiveWebhook } from './receive.ts';

/** A request as API Gateway's HTTP API (payload 2.0) hands it over, as far as it is used. */
export interface HttpEvent {
  headers: Readonly<Record<string, string | undefined>>;
  body?: string | undefined;
  isBase64Encoded: boolean;
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** Receive as Lambda calls it; the signature is over the bytes, so base64 is undone first. */
export function receiveHandler(deps: ReceiveDeps): (event: HttpEvent) => Promise<HttpAnswer> {
  return async ({ headers, body, isBase64Encoded }) => {
    const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
    const answer = await receiveWebhook({ headers, body: bytes }, deps);
    const type = { 'Content-Type': 'text/plain; charset=utf-8' };
    return { statusCode: answer.status, headers: type, body: answer.body };
  };
}
