import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../../infra/local/dataFolder.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'folder-')), 'data');
});

test('keeps the wrapping key from one start to the next', () => {
  const first = openDataFolder(path);
  expect(first.wrappingKey.length).toBe(32);
  first.close();
  const second = openDataFolder(path);
  expect(second.wrappingKey).toEqual(first.wrappingKey);
  second.close();
});

test('two runs on one folder are refused with where the first one is', async () => {
  const program = `
    import { openDataFolder } from './infra/local/dataFolder.ts';
    openDataFolder(${JSON.stringify(path)}).announce('http://127.0.0.1:3000/');
    console.log('open');
    setInterval(() => undefined, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  expect(() => openDataFolder(path, 50)).toThrow(
    new RegExp(`Another run is using .*process ${String(other.pid)}, http://127.0.0.1:3000/`),
  );
  other.kill('SIGKILL');
  await once(other, 'exit');
  openDataFolder(path, 50).close();
});

test('a folder of an earlier version is refused with what to do', () => {
  const old = mkdtempSync(join(tmpdir(), 'folder-'));
  writeFileSync(join(old, 'secrets.json'), JSON.stringify({ masterKey: 'AAAA' }));
  expect(() => openDataFolder(old, 50)).toThrow(
    /was made by an earlier version.*Delete it, or name another with DATA_DIR/,
  );
});

test('a file in its place, a place nobody may write to, damaged contents: each says so', () => {
  writeFileSync(path, '');
  expect(() => openDataFolder(path)).toThrow(/must be a folder this user may write to/);
  expect(() => openDataFolder('/proc/nothing/here')).toThrow(/name another with DATA_DIR/);

  const broken = mkdtempSync(join(tmpdir(), 'folder-'));
  writeFileSync(join(broken, 'secrets.json'), 'not json');
  expect(() => openDataFolder(broken)).toThrow(/secrets\.json does not hold what it should/);
  writeFileSync(join(broken, 'lock.sqlite'), 'no database '.repeat(100));
  expect(() => openDataFolder(broken)).toThrow(/lock file .* is damaged/);
});
