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
  /** 32 bytes that seal what is stored here, made once. */
  masterKey: Uint8Array;
  /** Says where this run answers, for whoever tries to start a second one. */
  announce(url: string): void;
  close(): void;
}

const secretsSchema = z.object({ masterKey: z.base64() });
const runSchema = z.object({ pid: z.number(), url: z.string() });
const masterKeyBytes = 32;

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
      masterKey: masterKey(file('secrets.json')),
      announce: (url) => writeWhole(file('run.json'), JSON.stringify({ pid: process.pid, url })),
      close: () => lock.close(),
    };
  } catch (error) {
    lock.close();
    throw error;
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

function masterKey(path: string): Uint8Array {
  const kept = readWhole(path, secretsSchema);
  if (kept !== undefined) return new Uint8Array(Buffer.from(kept.masterKey, 'base64'));
  const made = randomBytes(masterKeyBytes);
  writeWhole(path, JSON.stringify({ masterKey: made.toString('base64') }));
  return new Uint8Array(made);
}
