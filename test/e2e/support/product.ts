import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../infra/local/freePort.ts';

export interface Product {
  url: string;
  /** Ends it as Ctrl-C does, and takes its data away. */
  stop: () => Promise<void>;
}

const readyMs = 110_000;

/** The whole product as `npm start` runs it, on a port and a data folder of its own. */
export async function startProduct(flags: readonly string[]): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'clientele-'));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'infra/local/main.ts', ...flags],
    {
      env: { ...process.env, PORT: String(port), DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`not ready in time:\n${said}`));
    }, readyMs);
    const hear = (bytes: Buffer) => {
      said += bytes.toString();
      if (!/^ready /m.test(said)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => {
      clearTimeout(timer);
      reject(new Error(`ended before it was ready:\n${said}`));
    });
  });
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
