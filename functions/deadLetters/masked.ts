import { parseLossless } from '../platform/losslessJson.ts';

const mostFields = 400;

/**
 * The fields of a message by their path, each with the kind and size of its value and never the
 * value: enough to see which one is not as promised.
 */
export function maskedFields(body: string): string[] {
  const fields: string[] = [];
  for (const line of body.split('\n')) {
    let value: unknown;
    try {
      value = parseLossless(line);
    } catch {
      fields.push(`(not JSON: ${String(line.length)} characters)`);
      continue;
    }
    gather(value, '', fields);
  }
  const left = fields.length - mostFields;
  return left > 0 ? [...fields.slice(0, mostFields), `… and ${String(left)} more`] : fields;
}

function gather(value: unknown, path: string, fields: string[]): void {
  if (typeof value !== 'object' || value === null) {
    fields.push(`${path === '' ? '(whole)' : path}: ${kindOf(value)}`);
    return;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) fields.push(`${path}: ${Array.isArray(value) ? '[]' : '{}'}`);
  for (const [name, inner] of entries) {
    gather(inner, path === '' ? fieldName(name) : `${path}.${fieldName(name)}`, fields);
  }
}

/** A name may be somebody's word too, where a body is a table of them. */
function fieldName(name: string): string {
  return /^\w{1,60}$/.test(name) ? name : `(${String(name.length)} characters)`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text of ${String(value.length)}`;
  return typeof value;
}
