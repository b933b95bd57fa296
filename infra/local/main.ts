import { Refusal } from '../../functions/platform/refusal.ts';
import { readStartOptions, usage, type StartOptions } from './flags.ts';
import { startMachine } from './machine.ts';
import { watchParent } from './parentWatch.ts';
import { runProduct } from './product.ts';
import { openShutdown } from './shutdown.ts';

/** `npm start`: the whole product on this machine, until Ctrl-C. */
const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};
const complain = (line: string) => {
  process.stderr.write(`${line}\n`);
};

let options: StartOptions | undefined;
try {
  options = readStartOptions(process.argv.slice(2), process.env);
} catch (error) {
  complain(sentenceOf(error));
  process.exitCode = 1;
}
if (options?.help === true) say(usage);
else if (options !== undefined) await run(options);

async function run(given: StartOptions): Promise<void> {
  const shutdown = openShutdown(complain);
  const end = async (code: number) => {
    await shutdown.run();
    process.exit(code);
  };
  const stop = () => void end(0);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('SIGHUP', stop);
  watchParent(process.env, stop);
  try {
    const machine = await startMachine(given, { say, log: complain }, shutdown);
    void machine.engine.crashed.then(async (sentence) => {
      complain(sentence);
      await end(1);
    });
    await runProduct(machine, given, say, shutdown);
  } catch (error) {
    // What breaks because everything is being ended is no news.
    if (!shutdown.isRunning()) complain(sentenceOf(error));
    await end(shutdown.isRunning() ? 0 : 1);
  }
}

/** What to do about it where we know; where it broke otherwise. */
function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : 'Something broke.';
}
