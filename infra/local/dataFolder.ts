import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Refusal } from '../../functions/platform/refusal.ts';
import { readWhole, writeWhole } from './wholeFile.ts';

/** The folder that holds everything of one machine's run; ours alone while it is open. */
export interface DataFolder {
  path: string;
  /** Absolute path of a file in it. */
  file(name: string): string;
  /** 32 bytes that wrap the data key of each shop, made once. */
  wrappingKey: Uint8Array;
  /** Says where this run answers, for whoever tries to start a second one. */
  announce(url: string): void;
  close(): void;
}

/** `masterKey` alone: from before each shop had a key of its own. */
const secretsSchema = z.object({
  wrappingKey: z.base64().optional(),
  masterKey: z.base64().optional(),
});
const runSchema = z.object({ pid: z.number(), url: z.string() });
const wrappingKeyBytes = 32;

/** How long a run that is just ending may take to let go. */
const lockPatienceMs = 3_000;

export function openDataFolder(given: string, patienceMs: number = lockPatienceMs): DataFolder {
  const path = resolve(given);
  makeWritable(path);
  const file = (name: string) => join(path, name);
  const lock = takeLock(file('lock.sqlite'), file('run.json'), path, patienceMs);
  try {
    return {
      path,
      file,
      wrappingKey: wrappingKey(file('secrets.json'), path),
      announce: (url) => writeWhole(file('run.json'), JSON.stringify({ pid: process.pid, url })),
      close: () => lock.close(),
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

/** Where a run that uses the folder answers; null where none does. */
export function runningAt(given: string): string | null {
  const path = resolve(given);
  if (!existsSync(join(path, 'lock.sqlite'))) {
    throw new Refusal('invalid', `${path} is no data folder of ours: name it with DATA_DIR.`);
  }
  const lock = new DatabaseSync(join(path, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return null;
  } catch {
    return readWhole(join(path, 'run.json'), runSchema)?.url ?? null;
  } finally {
    lock.close();
  }
}

function makeWritable(path: string): void {
  try {
    makeFolders(path);
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch {
    throw new Refusal(
      'invalid',
      `The data folder ${path} cannot be used: it must be a folder this user may write to. Mend that, or name another with DATA_DIR.`,
    );
  }
}

/** One by one: Node's own recursive mkdir never returns where the system refuses to make any. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** A lock the system itself lets go of when its holder ends, in whichever way. */
function takeLock(path: string, runFile: string, folder: string, patienceMs: number): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const busy = error instanceof Error && error.message.includes('locked');
    if (!busy) {
      throw new Refusal('invalid', `The lock file ${path} is damaged. Delete it and start again.`);
    }
    const other = readWhole(runFile, runSchema);
    const where = other === undefined ? '' : ` (process ${String(other.pid)}, ${other.url})`;
    throw new Refusal(
      'conflict',
      `Another run is using the data folder ${folder}${where}. Stop it, or name another folder with DATA_DIR.`,
    );
  }
}

function wrappingKey(path: string, folder: string): Uint8Array {
  const kept = readWhole(path, secretsSchema);
  if (kept?.wrappingKey !== undefined) {
    return new Uint8Array(Buffer.from(kept.wrappingKey, 'base64'));
  }
  if (kept?.masterKey !== undefined) {
    throw new Refusal(
      'invalid',
      `The data folder ${folder} was made by an earlier version, which sealed personal data in another way. Delete it, or name another with DATA_DIR, and start again: the demo shop is made anew, an export is imported again.`,
    );
  }
  const made = randomBytes(wrappingKeyBytes);
  writeWhole(path, JSON.stringify({ wrappingKey: made.toString('base64') }));
  return new Uint8Array(made);
}
