import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** How a process was started, its arguments separated by spaces; empty where it is gone. */
export function commandLineOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) {
      return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
        .replaceAll('\0', ' ')
        .trim();
    }
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Whether it is there and not only waiting to be noticed as ended. */
export function isRunning(pid: number): boolean {
  return commandLineOf(pid) !== '';
}

/** Who started a process; undefined where the system does not tell. */
export function parentOf(pid: number): number | undefined {
  try {
    const told = existsSync('/proc/self/status')
      ? /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
    const parent = Number(told ?? 0);
    return parent > 0 ? parent : undefined;
  } catch {
    return undefined;
  }
}

/** Asks a process to end, makes it after `patienceMs`, and resolves when it is gone. */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  const forceAt = Date.now() + patienceMs;
  let signal: NodeJS.Signals = patienceMs > 0 ? 'SIGTERM' : 'SIGKILL';
  if (!signalled(pid, signal)) return;
  while (isRunning(pid)) {
    if (signal === 'SIGTERM' && Date.now() >= forceAt) {
      signal = 'SIGKILL';
      if (!signalled(pid, signal)) return;
    }
    await wait(10);
  }
}

function signalled(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
