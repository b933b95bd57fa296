import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Objects } from '../../functions/platform/objects.ts';
import { Refusal } from '../../functions/platform/refusal.ts';

const safePart = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/** Objects as files under one folder. A put writes beside and renames: readers see old or new, whole. */
export function folderObjects(folder: string): Objects {
  const pathOf = (key: string): string => {
    const parts = key.split('/');
    if (!parts.every((part) => safePart.test(part))) {
      throw new Refusal(
        'invalid',
        'An object key is letters, digits, dots and dashes between slashes.',
      );
    }
    return join(folder, ...parts);
  };

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const beside = `${path}.${randomUUID()}.part`;
      await mkdir(dirname(path), { recursive: true });
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
