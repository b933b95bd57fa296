import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, closeSync, rmSync } from 'node:fs';
import { resolve, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../functions/platform/refusal.ts';
import { freePort } from './freePort.ts';
import { commandLineOf, endProcess } from './processes.ts';
import { writeWhole } from './wholeFile.ts';

/** The embedded DynamoDB of one data folder. */
export interface Dynoxide {
  endpoint: string;
  pid: number;
  /** Resolves with a sentence if it ends without being asked to. */
  crashed: Promise<string>;
  stop(): Promise<void>;
}

/**
 * Keeps the engine for exactly as long as we live: our end of its standard input closes when this
 * process ends in any way, `kill -9` included, and then it ends the engine. The engine has no
 * terminal of its own, so that Ctrl-C lets us finish first.
 */
const keeper = `
exec 3<&0
"$@" 3<&- </dev/null >&2 &
engine=$!
echo "$engine"
( read -r _ <&3; kill -9 "$engine" ) >/dev/null 2>&1 &
watch=$!
wait "$engine"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
`;

const readyWithinMs = 15_000;
const stopWithinMs = 1_500;

export function dynoxideBinary(
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const binary = resolve(root, `node_modules/@dynoxide/${platform}-${arch}/dynoxide`);
  if (existsSync(binary)) return binary;
  throw new Refusal(
    'unavailable',
    `There is no embedded DynamoDB for ${platform}-${arch}. Run one yourself, such as DynamoDB Local (docker run -p 8000:8000 amazon/dynamodb-local), and start again with DYNAMODB_ENDPOINT=http://127.0.0.1:8000.`,
  );
}

/** Starts the engine on the folder's file, ending first what a killed run may have left. */
export async function startDynoxide(folder: string, binary: string): Promise<Dynoxide> {
  const data = join(folder, 'dynamo.sqlite');
  const pidFile = join(folder, 'dynamo.pid');
  const logFile = join(folder, 'dynamo.log');
  await endOrphan(pidFile, data);

  const port = await freePort();
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(
    'sh',
    ['-c', keeper, 'sh', binary, 'serve', '--port', String(port), '--db-path', data],
    { stdio: ['pipe', 'pipe', log], detached: true },
  );
  closeSync(log);
  let asked = false;
  const ended = once(child, 'exit');
  const crashed = ended.then(() =>
    asked ? new Promise<string>(() => undefined) : crashSentence(data, logFile),
  );
  const pid = await pidOf(child);
  writeWhole(pidFile, String(pid));
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const outcome = await Promise.race([reachable(endpoint), crashed]);
  if (outcome !== 'ready') throw new Refusal('unavailable', outcome);

  return {
    endpoint,
    pid,
    crashed,
    stop: async () => {
      asked = true;
      await endProcess(pid, stopWithinMs);
      child.stdin?.end();
      await ended;
      rmSync(pidFile, { force: true });
    },
  };
}

async function endOrphan(pidFile: string, data: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // The number may belong to somebody else by now: only what holds this very file is ours.
  const ours = Number.isInteger(pid) && pid > 1 && commandLineOf(pid).includes(data);
  if (ours) await endProcess(pid, 0);
  rmSync(pidFile, { force: true });
}

async function pidOf(child: ChildProcess): Promise<number> {
  if (child.stdout === null) throw new Error('the keeper of the engine has no output');
  for await (const line of createInterface({ input: child.stdout })) return Number(line);
  throw new Refusal(
    'unavailable',
    'The embedded DynamoDB could not be started: is there a shell named sh?',
  );
}

async function reachable(endpoint: string): Promise<string> {
  const until = Date.now() + readyWithinMs;
  while (Date.now() < until) {
    const answer = await fetch(endpoint).catch(() => undefined);
    if (answer?.ok === true) return 'ready';
    await wait(15);
  }
  return `The embedded DynamoDB did not answer within ${String(readyWithinMs / 1000)} seconds: is the machine very busy? Start again.`;
}

function crashSentence(data: string, logFile: string): string {
  const said = readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
  return `The embedded DynamoDB ended unexpectedly${said === '' ? '' : ` ("${said}")`}. Nothing that was stored is lost; start again. If it ends each time, its file ${data} is damaged: put back a copy that works, or move the data folder away to start anew.`;
}
