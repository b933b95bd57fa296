import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../functions/platform/refusal.ts';
import { nearest } from '../../functions/segments/query/nearest.ts';
import { shopDomainSchema } from '../../functions/shops/shop.schema.ts';

/** What a flag or setting may be; each mistake is refused with what to write instead. */
export const wholeNumber = (name: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((n) => n >= least && n <= most)
    .catch(() => {
      throw new Refusal(
        'invalid',
        `${name} must be a whole number from ${String(least)} to ${String(most)}.`,
      );
    });

export function shopDomain(given: string): string {
  const parsed = shopDomainSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid', `--shop must look like name.myshopify.com, not "${given}".`);
}

export function timeZone(given: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    const meant = nearest(given, Intl.supportedValuesOf('timeZone'));
    const hint = meant === null ? 'Write it like Asia/Seoul or UTC.' : `Did you mean ${meant}?`;
    throw new Refusal('invalid', `There is no time zone "${given}". ${hint}`);
  }
}

export function currency(given: string): string {
  const code = given.toUpperCase();
  if (Intl.supportedValuesOf('currency').includes(code)) return code;
  throw new Refusal(
    'invalid',
    `There is no currency "${given}". Write its three-letter code, such as USD, CNY, KRW or JPY.`,
  );
}

const isoInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** An ISO date or instant in epoch milliseconds; without an offset it is UTC. */
export function instantMs(text: string): number | undefined {
  const match = isoInstant.exec(text);
  if (match === null) return undefined;
  const ms = Date.parse(match[1] !== undefined && match[4] === undefined ? `${text}Z` : text);
  return Number.isNaN(ms) ? undefined : ms;
}

export function instant(given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined;
  const ms = instantMs(given);
  if (ms !== undefined) return ms;
  throw new Refusal(
    'invalid',
    `NOW must be a date or an instant such as 2026-11-01 or 2026-11-01T09:00:00Z, not "${given}".`,
  );
}

export function endpoint(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (URL.canParse(given) && /^https?:/.test(given)) return given;
  throw new Refusal(
    'invalid',
    `DYNAMODB_ENDPOINT must be an address such as http://127.0.0.1:8000, not "${given}".`,
  );
}

export function file(flag: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const path = resolve(given);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
  throw new Refusal('invalid', `${flag}: there is no file ${path}.`);
}
