import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
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
      await rename(await writtenBeside(path, bytes), path);
    },
    async putNew(key, bytes) {
      const path = pathOf(key);
      const beside = await writtenBeside(path, bytes);
      try {
        // A link, unlike a rename, fails where the name is taken.
        await link(beside, path);
        return 'kept';
      } catch (error) {
        if (isCode(error, 'EEXIST')) return 'there';
        throw error;
      } finally {
        await rm(beside, { force: true });
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if (isCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
    async *list(prefix, after = '') {
      const found = await filesBelow(pathOf(prefix.replace(/\/$/, '')));
      const keys = found.map((path) => relative(folder, path).split(sep).join('/')).sort();
      for (const key of keys) if (key > after && !isPart.test(key)) yield key;
    },
  };
}

/** What is being written lies beside its place under such a name. */
const isPart = /\.part$/;

async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function writtenBeside(path: string, bytes: Uint8Array): Promise<string> {
  const beside = `${path}.${randomUUID()}.part`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return beside;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
