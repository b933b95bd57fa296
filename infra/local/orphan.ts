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

/** Asks a process to end, makes it after `patienceMs`, and resolves when it is gone. */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  const forceAt = Date.now() + patienceMs;
  let signal: NodeJS.Signals = patienceMs > 0 ? 'SIGTERM' : 'SIGKILL';
  if (!signalled(pid, signal)) return;
  while (commandLineOf(pid) !== '') {
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
