import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser for end-to-end tests: CHROMIUM_PATH, else the usual places. Without one the tests
 * are skipped (use `describe.skipIf(chromium === undefined)`), except in CI, where that is a fault.
 */
export const chromium: string | undefined = findChromium();

function findChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  const found = [given ?? '', ...places].find((path) => path !== '' && existsSync(path));
  if (found !== undefined) return found;
  const sentence = 'No Chromium found: install it or set CHROMIUM_PATH to run the browser tests.';
  if (process.env['CI'] === 'true') throw new Error(sentence);
  console.warn(sentence);
  return undefined;
}
