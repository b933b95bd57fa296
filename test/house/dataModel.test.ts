import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { indexKeys, type Key, keys } from '../../functions/platform/keys.ts';
import { tableDefinition } from '../../infra/tableDefinition.ts';

const page = readFileSync('docs/data-model.md', 'utf8');

function rowsOf(heading: string): string[][] {
  const section = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const lines = section.split('\n').filter((line) => /^\| (?!-)/.test(line));
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!);

const patterns = rowsOf('Access patterns').map(([number, , key, code]) => {
  const [file, ...names] = quoted(code!);
  return { number: number!, keys: quoted(key!), file: file!, names };
});

/** `indexKeys.at` only formats a sort key; a local variable may be called `keys` too. */
const known = new Set([
  ...Object.keys(keys).map((name) => `keys.${name}`),
  ...Object.keys(indexKeys)
    .filter((name) => name !== 'at')
    .map((name) => `indexKeys.${name}`),
]);

/** Key builders a file calls. */
function keysBuilt(text: string): string[] {
  const built = [...text.matchAll(/\b((?:index)?[kK]eys\.\w+)\(/g)].map(([, name]) => name!);
  const buckets = [...text.matchAll(/bucketPk\([^,]+, '(\w)'/g)].map(
    ([, kind]) => `bucketPk ${kind!}`,
  );
  return [...new Set([...built, ...buckets])].filter(
    (name) => known.has(name) || name.startsWith('bucketPk'),
  );
}

const sources = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== 'platform/keys.ts')
  .map((path) => ({ path, text: readFileSync(`functions/${path}`, 'utf8') }));

test('patterns are numbered without a gap', () => {
  expect(patterns.map(({ number }) => number)).toEqual(
    patterns.map((_, at) => `P${String(at + 1)}`),
  );
});

test('every key that can be built is an item or an index entry on the page, and none else', () => {
  const items = rowsOf('Items').flatMap(([, key]) => quoted(key!));
  expect(items.toSorted()).toEqual(
    Object.keys(keys)
      .map((name) => `keys.${name}`)
      .toSorted(),
  );
  const entries = rowsOf('Indexes').map(([, pk]) => quoted(pk!)[0]);
  const built = Object.keys(indexKeys).filter((name) => name !== 'at');
  expect(entries.toSorted()).toEqual(built.map((name) => `indexKeys.${name}`).toSorted());
});

test('every item is written as its key is built', () => {
  for (const [, key, pk, sk] of rowsOf('Items')) {
    const name = quoted(key!)[0]!.replace('keys.', '') as keyof typeof keys;
    const build: (...parts: string[]) => Key = keys[name];
    const made = build('shop', 'x', 'x', 'x');
    const shape = (text: string) => text.replace(/#\d+$/, '#b');
    expect(shape(made.pk)).toBe(quoted(pk!)[0]);
    expect(made.sk.split('#')[0]).toBe(quoted(sk!)[0]!.split('#')[0]);
  }
});

test('every index is named by its entries', () => {
  const named = new Set(rowsOf('Indexes').flatMap(([name]) => quoted(name!)));
  expect([...named].toSorted()).toEqual(tableDefinition.indexes.map(({ name }) => name).toSorted());
});

test('each pattern names functions that are there and keys that they build', () => {
  for (const { number, keys: wanted, file, names } of patterns) {
    const source = sources.find(({ path }) => path === file);
    expect(source, `${number}: functions/${file}`).toBeDefined();
    expect(keysBuilt(source!.text), number).toEqual(expect.arrayContaining(wanted));
    for (const name of names) expect(source!.text, number).toMatch(new RegExp(`\\b${name}\\b`));
  }
});

test('each file that builds a key is named by a pattern with that key', () => {
  const said = new Set(
    patterns.flatMap(({ file, keys: used }) => used.map((key) => `${file} ${key}`)),
  );
  const done = sources.flatMap(({ path, text }) => keysBuilt(text).map((key) => `${path} ${key}`));
  expect(done.filter((pair) => !said.has(pair))).toEqual([]);
});
