/**
 * Calls back when the program that started this one is gone. npm does not pass on a kill -9, and
 * nobody could stop what it leaves; started by hand, outliving the shell may be meant.
 */
export function watchParent(
  env: Readonly<Record<string, string | undefined>>,
  gone: () => void,
): void {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) gone();
  }, 500);
  timer.unref();
}
