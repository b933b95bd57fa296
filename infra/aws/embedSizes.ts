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

/**
 * What a merchant's browser loads: the scripts the page names (with what they import at once),
 * each script that a route loads later, and the style sheets together.
 */
export function embedSizes(folder: string): EmbedSize[] {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const gzipOf = (file: string) => gzipSync(readFileSync(join(folder, file))).length;
  const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1);
  const scripts = files.filter((file) => file.endsWith('.js'));
  const first = reachable(
    scripts,
    scripts.filter((file) => page.includes(nameOf(file))),
    (file) => readFileSync(join(folder, file), 'utf8'),
  );
  const sum = (list: readonly string[]) => list.reduce((bytes, file) => bytes + gzipOf(file), 0);
  return [
    { name: 'embed, first route', gzipBytes: sum(first), ceiling: firstRouteCeiling },
    ...scripts
      .filter((file) => !first.includes(file))
      .map((file) => ({
        name: `embed, ${nameOf(file).replace(/-[\w-]{8}\.js$/, '')}`,
        gzipBytes: gzipOf(file),
        ceiling: lazyRouteCeiling,
      })),
    {
      name: 'embed, styles',
      gzipBytes: sum(files.filter((file) => file.endsWith('.css'))),
      ceiling: cssCeiling,
    },
  ];
}

/** Scripts that static imports pull in; `import(` is a promise and loads later. */
function reachable(
  scripts: readonly string[],
  start: readonly string[],
  textOf: (file: string) => string,
): string[] {
  const found = [...start];
  for (const file of found) {
    const text = textOf(file);
    for (const [, target] of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      const next = scripts.find((script) => script.endsWith(`/${target ?? ''}`));
      if (next !== undefined && !found.includes(next)) found.push(next);
    }
  }
  return found;
}
