import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests' DynamoDB listens, or the sentence to fail with. */
    dynamo: { endpoint: string } | { missing: string };
  }
}

const binary = resolve(
  `node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide${process.platform === 'win32' ? '.exe' : ''}`,
);

/** One embedded DynamoDB in memory for the whole run; it ends with the run. */
export default async function startDynamo(project: TestProject): Promise<() => void> {
  const given = process.env['DYNAMODB_ENDPOINT'];
  if (given !== undefined && given !== '') {
    project.provide('dynamo', { endpoint: given });
    return () => undefined;
  }
  if (!existsSync(binary)) {
    project.provide('dynamo', {
      missing: `There is no embedded DynamoDB for ${process.platform}-${process.arch}: set DYNAMODB_ENDPOINT to one that runs (for instance DynamoDB Local) and test again.`,
    });
    return () => undefined;
  }
  const port = await freePort();
  const child = spawn(binary, ['serve', '--port', String(port)], { stdio: 'ignore' });
  const end = () => {
    child.kill('SIGKILL');
  };
  process.once('exit', end);
  await reachable(port, () => child.exitCode === null);
  project.provide('dynamo', { endpoint: `http://127.0.0.1:${String(port)}` });
  return () => {
    process.off('exit', end);
    end();
  };
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => {
        found(port);
      });
    });
  });
}

async function reachable(port: number, alive: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && alive(); attempt += 1) {
    const open = await new Promise<boolean>((answer) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        answer(true);
      });
      socket.once('error', () => {
        answer(false);
      });
    });
    if (open) return;
    await wait(25);
  }
  throw new Error(`The embedded DynamoDB did not start on port ${String(port)}.`);
}
