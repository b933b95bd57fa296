import { expect, test } from 'vitest';
import { readStartOptions } from '../../../infra/local/flags.ts';

test('without flags it is the usual start', () => {
  expect(readStartOptions([], {})).toEqual({
    help: false,
    port: 3000,
    dataDir: '.data',
    apiKey: 'local-api-key',
    apiSecret: 'local-api-secret',
    dynamoEndpoint: undefined,
    startMs: undefined,
    empty: false,
    shop: undefined,
    timeZone: undefined,
    currency: undefined,
    customers: undefined,
    seed: 1,
    live: true,
    importFile: undefined,
    mappingFile: undefined,
  });
});

test('takes every flag and setting, in either spelling of a value', () => {
  const options = readStartOptions(
    ['--shop', 'one.myshopify.com', '--time-zone=asia/seoul', '--currency=krw', '--no-live']
      .concat(['--customers', '60', '--seed=7', '--import', 'package.json'])
      .concat(['--mapping', 'tsconfig.json']),
    {
      PORT: '0',
      DATA_DIR: '/tmp/x',
      NOW: '2011-12-10',
      DYNAMODB_ENDPOINT: 'http://localhost:8000',
    },
  );
  expect(options).toMatchObject({
    port: 0,
    dataDir: '/tmp/x',
    startMs: Date.UTC(2011, 11, 10),
    shop: 'one.myshopify.com',
    timeZone: 'Asia/Seoul',
    currency: 'KRW',
    customers: 60,
    seed: 7,
    live: false,
  });
  expect(options.importFile).toMatch(/package\.json$/);
});

test.each([
  ['2026-11-01T09:00:00Z', Date.UTC(2026, 10, 1, 9)],
  ['2026-11-01T09:00+09:00', Date.UTC(2026, 10, 1, 0)],
  ['2026-11-01T09:00:00', Date.UTC(2026, 10, 1, 9)],
])('reads NOW=%s', (now, ms) => {
  expect(readStartOptions([], { NOW: now }).startMs).toBe(ms);
});

test.each<[string[], Record<string, string>, RegExp]>([
  [['--custmers', '5'], {}, /no flag --custmers. Did you mean --customers\?/],
  [['--zzz'], {}, /no flag --zzz/],
  [['--customers'], {}, /--customers needs a value/],
  [['--customers', 'many'], {}, /--customers must be a whole number from 1/],
  [['--customers', '-3'], {}, /--customers|needs a value/],
  [['--seed', '1.5'], {}, /--seed must be a whole number/],
  [['--empty=yes'], {}, /--empty takes no value/],
  [['--empty', '--customers', '5'], {}, /leave out/],
  [['demo'], {}, /"demo" belongs to no flag/],
  [['--shop', 'demo'], {}, /must look like name\.myshopify\.com/],
  [['--currency', 'EURO'], {}, /no currency "EURO".*three-letter/],
  [['--time-zone', 'Asia/Soul'], {}, /Did you mean Asia\/Seoul\?/],
  [['--import', 'nowhere.csv'], {}, /--import: there is no file .*nowhere\.csv/],
  [['--import', 'test'], {}, /--import: there is no file/],
  [['--mapping', 'package.json'], {}, /give --import FILE too/],
  [[], { PORT: 'http' }, /PORT must be a whole number/],
  [[], { PORT: '70000' }, /PORT must be a whole number/],
  [[], { NOW: 'yesterday' }, /NOW must be a date/],
  [[], { NOW: '2026-13-45' }, /NOW must be a date/],
  [[], { DYNAMODB_ENDPOINT: 'localhost:8000' }, /DYNAMODB_ENDPOINT must be an address/],
])('%j with %j is refused in words that help', (args, env, words) => {
  expect(() => readStartOptions(args, env)).toThrow(words);
});
