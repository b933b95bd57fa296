import type { Context } from 'hono';
import type { z } from 'zod';
import { Refusal } from './refusal.ts';

const maxBodyBytes = 256 * 1024;

/** The JSON body, checked; refuses in words that name the field. */
export async function readJsonBody<S extends z.ZodType>(
  c: Context,
  schema: S,
): Promise<z.output<S>> {
  const text = await c.req.text();
  if (text.length > maxBodyBytes) {
    throw new Refusal('tooLarge', 'The request body is larger than 256 KB: send less at once.');
  }
  let body: unknown;
  try {
    body = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new Refusal('invalid', 'The request body is not JSON: send application/json.');
  }
  return checked(schema, body);
}

/** The query string, checked; each name at most once. */
export function readQuery<S extends z.ZodType>(c: Context, schema: S): z.output<S> {
  return checked(schema, c.req.query());
}

function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw new Refusal('invalid', `${where}${issue?.message ?? 'not understood'}`, {
    field: issue?.path.join('.') ?? '',
  });
}
