import { existsSync, openSync, renameSync, writeSync } from 'node:fs';

const atTerminal = /^\{"level":"(warn|error)"/;

/**
 * Keeps every line of this run in a file, the run before it beside; what somebody may have to look
 * at goes to the terminal as well.
 */
export function openLogFile(
  path: string,
  terminal: (line: string) => void,
): (line: string) => void {
  if (existsSync(path)) renameSync(path, `${path}.before`);
  const file = openSync(path, 'a', 0o600);
  return (line) => {
    writeSync(file, `${line}\n`);
    if (atTerminal.test(line)) terminal(line);
  };
}
