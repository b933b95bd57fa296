import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
const files = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'admin-ui-'));
  await build({
    configFile: join(process.cwd(), 'admin-ui/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  for (const path of await readdir(folder, { recursive: true })) {
    if (/\.(html|js|css)$/.test(path)) files.set(path, await readFile(join(folder, path), 'utf8'));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const packed = (path: string) => gzipSync(files.get(path) ?? '', { level: 9 }).length;
const kilobytes = 1024;

test('the deployed pages start with App Bridge and hold nothing of its stand-in', () => {
  const html = files.get('index.html') ?? '';
  expect(html).toMatch(/<meta name="shopify-api-key"/);
  expect(html.indexOf('app-bridge.js')).toBeGreaterThan(0);
  expect(html.indexOf('app-bridge.js')).toBeLessThan(html.indexOf('/app/assets/'));
  expect([...files.keys()].filter((path) => path.includes('frame'))).toEqual([]);
  for (const [path, text] of files) {
    expect(text.includes('/local/session-token'), path).toBe(false);
    expect(text.includes('frame-toast'), path).toBe(false);
  }
});

test('one style sheet, small enough', () => {
  const styles = [...files.keys()].filter((path) => path.endsWith('.css'));
  expect(styles).toHaveLength(1);
  expect(packed(styles[0] ?? '')).toBeLessThanOrEqual(56 * kilobytes);
});

test('the first page loads at most 200 KB of script, a later one at most 30 KB more', () => {
  const entry = /\/app\/(assets\/[\w-]+\.js)/.exec(files.get('index.html') ?? '')?.[1] ?? '';
  const language = chunk('en').concat(chunk('all'));
  const first = withImports([
    entry,
    ...chunk('OverviewPage'),
    ...language.slice(0, 1),
    largest('all'),
  ]);
  expect(total(first)).toBeLessThanOrEqual(200 * kilobytes);
  for (const page of [
    'CustomersPage',
    'CustomerPage',
    'RulesPage',
    'RulePage',
    'NewRulePage',
    'ImportPage',
  ]) {
    const more = [...withImports(chunk(page))].filter((path) => !first.has(path));
    expect(total(new Set(more)), page).toBeLessThanOrEqual(30 * kilobytes);
  }
});

/** Chunks by the name of what they were made from. */
function chunk(name: string): string[] {
  return [...files.keys()].filter(
    (path) => path.startsWith(`assets/${name}-`) && path.endsWith('.js'),
  );
}

function largest(name: string): string {
  return chunk(name).sort((one, other) => packed(other) - packed(one))[0] ?? '';
}

/** Chunks and everything they import before they run. */
function withImports(paths: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...paths];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    for (const match of (files.get(path) ?? '').matchAll(
      /(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g,
    )) {
      open.push(`assets/${match[1] ?? ''}`);
    }
  }
  return found;
}

function total(paths: ReadonlySet<string>): number {
  return [...paths].reduce((sum, path) => sum + packed(path), 0);
}
