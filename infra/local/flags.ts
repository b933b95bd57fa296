import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Refusal } from '../../functions/platform/refusal.ts';
import { shopDomainSchema } from '../../functions/shops/shop.schema.ts';
import { nearest } from './nearest.ts';

const flagKinds = {
  empty: { type: 'boolean' },
  shop: { type: 'string' },
  'time-zone': { type: 'string' },
  currency: { type: 'string' },
  customers: { type: 'string' },
  seed: { type: 'string' },
  'no-live': { type: 'boolean' },
  import: { type: 'string' },
  mapping: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies NonNullable<Parameters<typeof parseArgs>[0]>['options'];

export const usage = `npm start -- [--empty] [--shop NAME.myshopify.com] [--time-zone ZONE] [--currency CODE]
             [--customers N] [--seed N] [--no-live] [--import FILE] [--mapping FILE]
Environment: PORT, DATA_DIR, NOW, DYNAMODB_ENDPOINT, SHOPIFY_API_KEY, SHOPIFY_API_SECRET. README says what each does.`;

const wholeNumber = (name: string, least: number, most: number) =>
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

const orDefault = (value: string | undefined, fallback: string) =>
  value === undefined || value === '' ? fallback : value;

/** What this start was asked for, checked. Undefined: not asked, so the kept or usual value holds. */
export interface StartOptions {
  help: boolean;
  port: number;
  dataDir: string;
  apiKey: string;
  apiSecret: string;
  dynamoEndpoint: string | undefined;
  /** Start of business time, epoch milliseconds. */
  startMs: number | undefined;
  empty: boolean;
  shop: string | undefined;
  timeZone: string | undefined;
  currency: string | undefined;
  customers: number | undefined;
  seed: number;
  live: boolean;
  importFile: string | undefined;
  mappingFile: string | undefined;
}

/** Reads flags and environment; a mistake is refused in words that say what to write instead. */
export function readStartOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const flags = readFlags(args);
  if (flags.mapping !== undefined && flags.import === undefined) {
    throw new Refusal('invalid', '--mapping says how to read an import: give --import FILE too.');
  }
  if (flags.empty && flags.customers !== undefined) {
    throw new Refusal('invalid', '--empty makes no customers: leave out --customers, or --empty.');
  }
  return {
    help: flags.help,
    port: wholeNumber('PORT', 0, 65_535).parse(orDefault(env['PORT'], '3000')),
    dataDir: orDefault(env['DATA_DIR'], '.data'),
    apiKey: orDefault(env['SHOPIFY_API_KEY'], 'local-api-key'),
    apiSecret: orDefault(env['SHOPIFY_API_SECRET'], 'local-api-secret'),
    dynamoEndpoint: endpoint(env['DYNAMODB_ENDPOINT']),
    startMs: instant(env['NOW']),
    empty: flags.empty,
    shop: flags.shop === undefined ? undefined : shopDomain(flags.shop),
    timeZone: flags.timeZone === undefined ? undefined : timeZone(flags.timeZone),
    currency: flags.currency === undefined ? undefined : currency(flags.currency),
    customers:
      flags.customers === undefined
        ? undefined
        : wholeNumber('--customers', 1, 1_000_000).parse(flags.customers),
    seed: wholeNumber('--seed', 0, 4_294_967_295).parse(flags.seed ?? '1'),
    live: !flags.noLive,
    importFile: file('--import', flags.import),
    mappingFile: file('--mapping', flags.mapping),
  };
}

function readFlags(args: readonly string[]) {
  const { tokens } = parseArgs({
    args: [...args],
    options: flagKinds,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw new Refusal('invalid', `"${token.value}" belongs to no flag.\n${usage}`);
    }
    if (token.kind === 'option') given.set(token.name, checkedValue(token.name, token.value));
  }
  return {
    empty: given.has('empty'),
    noLive: given.has('no-live'),
    help: given.has('help'),
    shop: given.get('shop'),
    timeZone: given.get('time-zone'),
    currency: given.get('currency'),
    customers: given.get('customers'),
    seed: given.get('seed'),
    import: given.get('import'),
    mapping: given.get('mapping'),
  };
}

function checkedValue(name: string, value: string | undefined): string {
  const kind = Object.entries(flagKinds).find(([known]) => known === name)?.[1];
  if (kind === undefined) {
    const meant = nearest(name, Object.keys(flagKinds));
    const hint = meant === undefined ? `\n${usage}` : ` Did you mean --${meant}?`;
    throw new Refusal('invalid', `There is no flag --${name}.${hint}`);
  }
  if (kind.type === 'string' && (value === undefined || value === '')) {
    throw new Refusal('invalid', `--${name} needs a value: --${name} VALUE.`);
  }
  if (kind.type === 'boolean' && value !== undefined) {
    throw new Refusal('invalid', `--${name} takes no value.`);
  }
  return value ?? '';
}

function shopDomain(given: string): string {
  const parsed = shopDomainSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Refusal('invalid', `--shop must look like name.myshopify.com, not "${given}".`);
}

function timeZone(given: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    const meant = nearest(given, Intl.supportedValuesOf('timeZone'));
    const hint =
      meant === undefined ? 'Write it like Asia/Seoul or UTC.' : `Did you mean ${meant}?`;
    throw new Refusal('invalid', `There is no time zone "${given}". ${hint}`);
  }
}

function currency(given: string): string {
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

function instant(given: string | undefined): number | undefined {
  if (given === undefined || given === '') return undefined;
  const ms = instantMs(given);
  if (ms !== undefined) return ms;
  throw new Refusal(
    'invalid',
    `NOW must be a date or an instant such as 2026-11-01 or 2026-11-01T09:00:00Z, not "${given}".`,
  );
}

function endpoint(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (URL.canParse(given) && /^https?:/.test(given)) return given;
  throw new Refusal(
    'invalid',
    `DYNAMODB_ENDPOINT must be an address such as http://127.0.0.1:8000, not "${given}".`,
  );
}

function file(flag: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const path = resolve(given);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) return path;
  throw new Refusal('invalid', `${flag}: there is no file ${path}.`);
}
