import { isRunning, commandLineOf, parentOf } from './processes.ts';

const shellOfNpm = /^(\S*\/)?(sh|bash|dash|zsh) -c /;
const lookMs = 500;

/**
 * Calls back when the npm that started this program is gone: npm passes on no kill -9, and nobody
 * could stop what it leaves. Started by hand, outliving the shell may be meant.
 */
export function watchParent(
  env: Readonly<Record<string, string | undefined>>,
  gone: () => void,
): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const npm = shellOfNpm.test(commandLineOf(parent)) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isRunning(npm))) return;
    clearInterval(timer);
    gone();
  }, lookMs);
  timer.unref();
}
