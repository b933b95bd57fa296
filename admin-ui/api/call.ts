import { z, type ZodType } from 'zod';
import { problemSchema } from '../../functions/platform/api.schema.ts';
import { RequestFailed, failureCode } from './requestFailed.ts';

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, for files. */
  body?: Blob;
  signal?: AbortSignal;
  /** The same key answers the same, so that a second press sends nothing twice. */
  idempotencyKey?: string;
}

/**
 * One call of the admin API: a fresh session token, once more with a newer one after 401, and an
 * answer that is what its schema says. Throws RequestFailed only.
 */
export async function call<Answer>(
  schema: ZodType<Answer>,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  let response = await send(path, options);
  if (response.status === 401) response = await send(path, options);
  const body = await json(response);
  if (!response.ok) throw refused(body);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new RequestFailed('unreadable', path);
  return parsed.data;
}

/** Saves what a call answers as a file on this machine. */
export async function download(path: string, name: string): Promise<void> {
  let response = await send(path, {});
  if (response.status === 401) response = await send(path, {});
  if (!response.ok) throw refused(await json(response));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function send(path: string, options: CallOptions): Promise<Response> {
  const token = await sessionToken();
  const { method = 'GET', json: value, body, signal, idempotencyKey } = options;
  const headers = new Headers({ authorization: `Bearer ${token}`, accept: 'application/json' });
  if (value !== undefined) headers.set('content-type', 'application/json');
  if (body !== undefined) headers.set('content-type', 'application/octet-stream');
  if (method === 'POST') headers.set('idempotency-key', idempotencyKey ?? crypto.randomUUID());
  const content = value === undefined ? body : JSON.stringify(value);
  try {
    return await fetch(`/api${path}`, {
      method,
      headers,
      ...(content !== undefined && { body: content }),
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new RequestFailed('offline', path);
  }
}

async function sessionToken(): Promise<string> {
  if (!('shopify' in globalThis)) throw new RequestFailed('outside', 'no App Bridge');
  try {
    return await window.shopify.idToken();
  } catch {
    throw new RequestFailed('offline', 'no session token');
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new RequestFailed(response.ok ? 'unreadable' : 'fault', String(response.status));
  }
}

const refusalSchema = problemSchema.extend({
  field: z.string().nullish(),
  nearest: z.number().nullish().catch(null),
  why: z.string().nullish(),
});
const valuesSchema = z.record(z.string(), z.unknown());

function refused(body: unknown): RequestFailed {
  const problem = refusalSchema.safeParse(body);
  if (!problem.success) return new RequestFailed('fault', 'no reason given');
  const { code, detail, field = null, nearest = null, why = null } = problem.data;
  return new RequestFailed(failureCode(code), detail, field, nearest, why, valuesOf(body));
}

/** What stands beside the problem's own fields: what its words are about. */
function valuesOf(body: unknown): Record<string, string | number> {
  const read = valuesSchema.safeParse(body);
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(read.success ? read.data : {})) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
  }
  return values;
}
