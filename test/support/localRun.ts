import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** One `npm start` as a child, driven from outside like a person and a shop would. */
export interface LocalRun {
  url: string;
  child: ChildProcess;
  /** What it has printed so far. */
  output: () => string;
  get: (path: string) => Promise<unknown>;
  post: (path: string, body?: object) => Promise<unknown>;
  /** Signs a body as the shop does and sends it; answers the status. */
  webhook: (topic: string, body: object) => Promise<number>;
  /** Waits until no message is left to be done. */
  settled: () => Promise<void>;
  /** Sends the signal and resolves with the exit code, or null where the signal ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const shop = 'demo.myshopify.com';
const secret = 'local-api-secret';
const main = resolve('infra/local/main.ts');

/** Starts and resolves with what was printed once it ended, for starts that are refused. */
export async function refusedRun(
  dataDir: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(dataDir, args, env);
  return { code: await exitOf(child), output: output() };
}

/** Starts and resolves once it is ready. */
export async function localRun(dataDir: string, args: readonly string[]): Promise<LocalRun> {
  const { child, output } = launch(dataDir, args, {});
  const exited = exitOf(child);
  let code: number | null | undefined;
  void exited.then((ended) => (code = ended));
  let url: string | undefined;
  while (url === undefined) {
    url = /^ready (http:\S+)\/$/m.exec(output())?.[1];
    if (code !== undefined) throw new Error(`it ended with ${String(code)}: ${output()}`);
    await wait(20);
  }
  const base = url;

  async function json(path: string, init: RequestInit): Promise<unknown> {
    const headers: Record<string, string> = {};
    if (path.startsWith('/api/')) {
      const answer = await fetch(`${base}/local/session-token?shop=${shop}`);
      const { token } = (await answer.json()) as { token: string };
      headers['Authorization'] = `Bearer ${token}`;
    }
    const answer = await fetch(base + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return answer.json();
  }

  return {
    url: base,
    child,
    output,
    get: (path) => json(path, {}),
    post: (path, body) => json(path, { method: 'POST', body: JSON.stringify(body ?? {}) }),
    async webhook(topic, body) {
      const text = JSON.stringify(body);
      const answer = await fetch(`${base}/webhooks/shopify`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Shopify-Topic': topic,
          'X-Shopify-Shop-Domain': shop,
          'X-Shopify-Hmac-Sha256': createHmac('sha256', secret).update(text).digest('base64'),
          'X-Shopify-Webhook-Id': randomUUID(),
          'X-Shopify-Triggered-At': new Date().toISOString(),
        },
        body: text,
      });
      return answer.status;
    },
    async settled() {
      await json('/local/jobs/drain', { method: 'POST' });
    },
    end: async (signal) => {
      child.kill(signal);
      return exited;
    },
  };
}

/** Command lines of processes that work on a folder, where the system tells. */
export function processesOn(folder: string): string[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(folder));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function launch(dataDir: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  child.stdout.setEncoding('utf8').on('data', hear);
  child.stderr.setEncoding('utf8').on('data', hear);
  return { child, output: () => said };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((ended) => child.once('close', (code) => ended(code)));
}
