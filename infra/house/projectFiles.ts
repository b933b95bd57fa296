import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { SourceFile } from './layout.ts';

const text = /\.(ts|tsx|js|json|md|css|html|toml|sh|graphql|yaml|yml)$|^\.ci\/|^\.[a-z]+$/;

/** The project's text files: what git tracks or would track. */
export function projectFiles(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return listed
    .split('\n')
    .filter((path) => text.test(path) && path !== 'package-lock.json' && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
