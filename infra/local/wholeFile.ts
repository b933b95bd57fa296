import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { Refusal } from '../../functions/platform/refusal.ts';

/** Replaces a small file at once: a run that is killed leaves the old or the new one, whole. */
export function writeWhole(path: string, text: string): void {
  const beside = `${path}.part`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, path);
}

/** Reads a small JSON file of ours; undefined where there is none. */
export function readWhole<T>(path: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new Refusal(
      'invalid',
      `${path} does not hold what it should. Put back a copy that works, or move the data folder away to start anew.`,
    );
  }
}
