import { lambdaGround } from '../../functions/assembly/lambdaGround.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { endpoint } from '../local/flagValues.ts';
import { readCommand, usage } from './command.ts';
import { onMachine } from './onMachine.ts';
import { runDeadLetters } from './run.ts';

/** `npm run dead-letters`: lists, shows, sends again and discards what the queues gave up. */
const args = process.argv.slice(2);
const { env } = process;

async function run(): Promise<string[]> {
  if (args.includes('--help') || args.includes('-h')) return [usage];
  readCommand(args);
  if (env['TABLE_NAME'] !== undefined) return runDeadLetters(args, lambdaGround(env));
  return onMachine(args, env['DATA_DIR'] ?? '.data', endpoint(env['DYNAMODB_ENDPOINT']));
}

try {
  for (const line of await run()) process.stdout.write(`${line}\n`);
} catch (error) {
  const words = error instanceof Error ? (error.stack ?? error.message) : 'Something broke.';
  process.stderr.write(`${error instanceof Refusal ? error.message : words}\n`);
  process.exitCode = 1;
}
