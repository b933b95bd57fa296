import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const folder = resolve('../shared/data');

/**
 * Whether the measured data is beside the project. Without it the tests that need it are skipped
 * (`test.skipIf(!sharedData)`), except in CI, where that is a fault.
 */
export const sharedData: boolean = existsSync(folder);

if (!sharedData) {
  const sentence = `There is no ${folder}: tests on real data cannot run.`;
  if (process.env['CI'] === 'true') throw new Error(sentence);
  console.warn(sentence);
}

export function dataStream(name: string): AsyncIterable<Uint8Array> {
  return createReadStream(resolve(folder, name));
}

/** Rows of a small gzip file without quotes, header first. */
export function dataRows(name: string): string[][] {
  const text = gunzipSync(readFileSync(resolve(folder, name))).toString();
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd().split(','));
}
