import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTable } from '../../../functions/platform/dynamo.ts';
import { connectDynamo } from '../../../functions/platform/dynamoClient.ts';
import { createTable } from '../../../infra/createTable.ts';
import { dynoxideBinary, startDynoxide, type Dynoxide } from '../../../infra/local/dynoxide.ts';
import { commandLineOf } from '../../../infra/local/processes.ts';

let folder: string;
const running: Dynoxide[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
});
afterEach(async () => {
  for (const engine of running.splice(0)) await engine.stop();
});

async function start() {
  const engine = await startDynoxide(folder, dynoxideBinary());
  running.push(engine);
  return engine;
}
const gone = (pid: number) =>
  vi.waitFor(() => expect(commandLineOf(pid)).toBe(''), { interval: 10, timeout: 3_000 });

test('keeps what was stored from one start to the next and leaves no process', async () => {
  const key = { pk: 'S#one', sk: 'META' };
  for (const round of [1, 2]) {
    const engine = await startDynoxide(folder, dynoxideBinary());
    const client = connectDynamo({ region: 'local', endpoint: engine.endpoint });
    expect(await createTable(client, 'clientele')).toBe(round === 1 ? 'made' : 'kept');
    const table = openTable(client, 'clientele');
    if (round === 1) await table.put({ ...key, name: 'One' });
    else expect(await table.get(key)).toEqual({ ...key, name: 'One' });
    await engine.stop();
    expect(commandLineOf(engine.pid)).toBe('');
  }
});

test('ends with its parent, even one that is killed', async () => {
  const program = `
    import { startDynoxide, dynoxideBinary } from './infra/local/dynoxide.ts';
    const engine = await startDynoxide(${JSON.stringify(folder)}, dynoxideBinary());
    console.log(engine.pid);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(commandLineOf(pid)).toContain(folder);
  parent.kill('SIGKILL');
  await gone(pid);
});

test('an engine left on the same file is found and ended before a new one starts', async () => {
  const left = spawn(
    dynoxideBinary(),
    ['serve', '--port', '39211', '--db-path', join(folder, 'dynamo.sqlite')],
    { stdio: 'ignore' },
  );
  await once(left, 'spawn');
  writeFileSync(join(folder, 'dynamo.pid'), String(left.pid));
  await start();
  expect(left.signalCode ?? (await once(left, 'exit'))[1]).toBe('SIGKILL');
});

test('a pid that belongs to somebody else by now is left alone', async () => {
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  writeFileSync(join(folder, 'dynamo.pid'), String(stranger.pid));
  const engine = await start();
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  expect(Number(readFileSync(join(folder, 'dynamo.pid'), 'utf8'))).toBe(engine.pid);
  stranger.kill();
});

test('says what to do when it ends by itself, when its file is damaged, when there is none', async () => {
  const engine = await start();
  process.kill(engine.pid, 'SIGKILL');
  expect(await engine.crashed).toMatch(/Nothing that was stored is lost; start again/);
  running.length = 0;

  folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
  writeFileSync(join(folder, 'dynamo.sqlite'), 'damaged '.repeat(1000));
  await expect(start()).rejects.toThrow(/put back a copy that works/);

  expect(() => dynoxideBinary('sunos', 'sparc')).toThrow(/DYNAMODB_ENDPOINT/);
});
