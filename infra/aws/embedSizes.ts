import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface EmbedSize {
  name: string;
  gzipBytes: number;
  /** Kilobytes of gzip. */
  ceiling: number;
}

const firstRouteCeiling = 200;
const lazyRouteCeiling = 30;
const cssCeiling = 56;

/** The page that the embed opens with; every other page loads when it is gone to. */
const firstPage = 'OverviewPage';
/** Words of the embed and of its kit: one language of each is loaded with the first page. */
const words = [/^all-/, /^(en|zh-CN|ko|ja)-/];
/** Words that come with later pages, by the name of their part. */
const laterWords = ['later', 'settings', 'segments', 'insights', 'file', 'rules'];

/**
 * What a merchant's browser loads before the first page shows (scripts of the document, of that
 * page and of the longest language), what each other page adds, and the style sheets.
 */
export function embedSizes(folder: string): EmbedSize[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const read = (file: string) => readFileSync(join(folder, file));
  const gzipOf = (file: string) => gzipSync(read(file)).length;
  const sum = (list: readonly string[]) => list.reduce((bytes, file) => bytes + gzipOf(file), 0);
  const scripts = files.filter((file) => file.endsWith('.js'));
  const named = (pattern: RegExp) => scripts.filter((file) => pattern.test(nameOf(file)));
  const closure = (start: readonly string[]) =>
    reachable(scripts, start, (file) => read(file).toString());

  const document = read('index.html').toString();
  const heaviestOf = (pattern: RegExp) =>
    named(pattern)
      .toSorted((a, b) => gzipOf(b) - gzipOf(a))
      .slice(0, 1);
  const heaviest = words.flatMap(heaviestOf);
  const first = closure([
    ...scripts.filter((file) => document.includes(nameOf(file))),
    ...named(new RegExp(`^${firstPage}-`)),
    ...heaviest,
  ]);
  const lazy = named(/^\w+Page-/).filter((file) => !first.includes(file));
  return [
    { name: 'embed, first page', gzipBytes: sum(first), ceiling: firstRouteCeiling },
    ...lazy.map((file) => ({
      name: `embed, ${nameOf(file).replace(/-.*/, '')}`,
      gzipBytes: sum(closure([file]).filter((each) => !first.includes(each))),
      ceiling: lazyRouteCeiling,
    })),
    ...laterWords.map((part) => ({
      name: `embed, words of ${part}`,
      gzipBytes: sum(heaviestOf(new RegExp(`^${part}-`))),
      ceiling: lazyRouteCeiling,
    })),
    {
      name: 'embed, styles',
      gzipBytes: sum(files.filter((file) => file.endsWith('.css'))),
      ceiling: cssCeiling,
    },
  ];
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Scripts that static imports pull in; `import(` is a promise and loads later. */
function reachable(
  scripts: readonly string[],
  start: readonly string[],
  textOf: (file: string) => string,
): string[] {
  const found = [...start];
  for (const file of found) {
    for (const [, target] of textOf(file).matchAll(
      /(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g,
    )) {
      const next = scripts.find((script) => nameOf(script) === target);
      if (next !== undefined && !found.includes(next)) found.push(next);
    }
  }
  return found;
}
