import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeWhole } from './wholeFile.ts';

const sources = [
  'admin-ui/**/*.{ts,tsx,css,html,json,svg}',
  'functions/**/*.schema.ts',
  'functions/segments/query/*.ts',
  'package-lock.json',
];
const digestName = 'sources.sha256';

/**
 * The folder with the pages of this machine, built anew where their sources have changed since.
 * A build goes beside and is renamed, so that a run that serves the old one keeps serving.
 */
export async function builtEmbed(
  root: string,
  signal: AbortSignal,
): Promise<{ folder: string; built: boolean }> {
  const folder = join(root, 'dist/admin-ui-local');
  const digest = await digestOf(root);
  const digestFile = join(folder, digestName);
  if (existsSync(digestFile) && (await readFile(digestFile, 'utf8')) === digest) {
    return { folder, built: false };
  }
  const beside = `${folder}.${String(process.pid)}`;
  const before = `${beside}.before`;
  try {
    await buildInto(root, beside, signal);
    writeWhole(join(beside, digestName), digest);
    if (existsSync(folder)) await rename(folder, before);
    await rename(beside, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
    await rm(before, { recursive: true, force: true });
  }
  return { folder, built: true };
}

/** In a process of its own: the bundler's memory and work end with it. */
async function buildInto(root: string, outDir: string, signal: AbortSignal): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const config = join(root, 'admin-ui/vite.config.ts');
  const args = ['build', '--config', config, '--mode', 'one-machine', '--logLevel', 'error'];
  await promisify(execFile)(process.execPath, [vite, ...args, '--outDir', outDir], {
    cwd: root,
    signal,
    env: { ...process.env, NO_COLOR: '1' },
  });
}

async function digestOf(root: string): Promise<string> {
  const paths: string[] = [];
  for (const pattern of sources) {
    for await (const path of glob(pattern, { cwd: root })) paths.push(path);
  }
  const hash = createHash('sha256');
  for (const path of paths.sort()) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(root, path)));
  }
  return hash.digest('hex');
}
