import { AwsClient } from 'aws4fetch';

/** Who calls AWS, and in which region. */
export interface AwsAccess {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** A signed HTTPS call; the SDK's client for one such call is 40 times the size of this one. */
export type AwsFetch = (url: string, init: RequestInit) => Promise<Response>;

export type AwsService = 'sqs' | 's3' | 'secretsmanager' | 'kms';

const retries = 3;
const firstRetryMs = 40;

/** Signs for one service and retries what AWS says is its own trouble (429 and 5xx). */
export function awsFetch(access: AwsAccess, service: AwsService, timeoutMs: number): AwsFetch {
  const { region, accessKeyId, secretAccessKey, sessionToken } = access;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service,
    retries,
    initRetryMs: firstRetryMs,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  return (url, init) => client.fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
}

/** An AWS call that was answered and not done; the body may quote data, so only its type is kept. */
export class AwsCallFailed extends Error {
  readonly status: number;

  constructor(call: string, status: number, kind: string) {
    super(`${call} answered ${String(status)} ${kind}`);
    this.name = 'AwsCallFailed';
    this.status = status;
  }
}

/** One call of AWS's JSON protocol; answers the body as parsed JSON. */
export async function callAwsJson(
  send: AwsFetch,
  call: { url: string; target: string; version: '1.0' | '1.1'; body: unknown },
): Promise<unknown> {
  const response = await send(call.url, {
    method: 'POST',
    headers: {
      'Content-Type': `application/x-amz-json-${call.version}`,
      'X-Amz-Target': call.target,
    },
    body: JSON.stringify(call.body),
  });
  const text = await response.text();
  if (!response.ok) {
    const kind = /"__type"\s*:\s*"([\w.#:/-]+)"/.exec(text)?.[1] ?? '';
    throw new AwsCallFailed(call.target, response.status, kind);
  }
  return JSON.parse(text);
}
