import { z } from 'zod';
import { wrapUnder } from '../../functions/platform/keyWrap.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { openShopKeys } from '../../functions/platform/shopKeys.ts';
import { openVault } from '../../functions/platform/vault.ts';
import { openDataFolder, runningAt } from '../local/dataFolder.ts';
import { startEngine } from '../local/engine.ts';
import { openMachineQueues } from '../local/machineQueues.ts';
import { folderObjects } from '../local/objects.ts';
import { runDeadLetters } from './run.ts';

const answerSchema = z.union([
  z.object({ lines: z.array(z.string()) }),
  z.object({ error: z.string() }),
]);

/**
 * Does it on one machine's data folder: a product that runs there owns its queues, so it is asked;
 * otherwise the folder is opened for as long as this takes.
 */
export async function onMachine(
  args: readonly string[],
  dataDir: string,
  dynamoEndpoint: string | undefined,
): Promise<string[]> {
  const url = runningAt(dataDir);
  return url === null ? opened(args, dataDir, dynamoEndpoint) : asked(args, url);
}

async function asked(args: readonly string[], url: string): Promise<string[]> {
  const answer = await fetch(new URL('/local/dead-letters', url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ args }),
  });
  const said = answerSchema.safeParse(await answer.json().catch(() => undefined));
  if (!said.success) {
    throw new Refusal('unavailable', `The product at ${url} gave no answer: is it just starting?`);
  }
  if ('error' in said.data) throw new Refusal('invalid', said.data.error);
  return said.data.lines;
}

async function opened(
  args: readonly string[],
  dataDir: string,
  dynamoEndpoint: string | undefined,
): Promise<string[]> {
  const folder = openDataFolder(dataDir);
  const engine = await startEngine(folder.path, dynamoEndpoint);
  const wallMs = () => Date.now();
  const queues = openMachineQueues(folder.file('queue.sqlite'), wallMs);
  try {
    const shelf = folderObjects(folder.file('objects'));
    const vault = openVault(
      openShopKeys({ shelf, wrap: wrapUnder(folder.wrappingKey), nowMs: wallMs }),
    );
    const clock = { businessMs: wallMs, wallMs };
    return await runDeadLetters(args, { table: engine.table, vault, queues, clock });
  } finally {
    queues.close();
    await engine.stop();
    folder.close();
  }
}
