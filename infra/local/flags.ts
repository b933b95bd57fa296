import { parseArgs } from 'node:util';
import { Refusal } from '../../functions/platform/refusal.ts';
import { nearest } from '../../functions/segments/query/nearest.ts';
import {
  currency,
  endpoint,
  file,
  instant,
  shopDomain,
  timeZone,
  wholeNumber,
} from './flagValues.ts';

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
    const hint = meant === null ? `\n${usage}` : ` Did you mean --${meant}?`;
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
