import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('dist', 'bench-peers');

/**
 * Installs what a bench compares with, aside from the project's own dependencies.
 * Answers the folder whose node_modules hold it; throws with npm's words where that fails.
 */
export function installPeers(packages: Record<string, string>): string {
  mkdirSync(folder, { recursive: true });
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{"private":true}\n');
  const missing = Object.entries(packages).filter(
    ([name]) => !existsSync(join(folder, 'node_modules', name, 'package.json')),
  );
  if (missing.length > 0) {
    const wanted = missing.map(([name, version]) => `${name}@${version}`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, ...wanted], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
  return folder;
}
