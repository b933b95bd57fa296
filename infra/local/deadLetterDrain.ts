import { draining, unfinished as neverSaid } from '../../functions/deadLetters/burying.ts';
import type { Bury, Death } from '../../functions/deadLetters/bury.ts';
import { queueNames } from '../../functions/platform/attempts.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { Consumer } from './consumer.ts';
import type { MachineQueues } from './machineQueues.ts';
import { type DeadLetter, type LocalQueue, unfinished } from './queue.ts';

/** How often given-up messages are looked for, and how many are taken at a time. */
const lookMs = 1_000;
const atOnce = 25;

/** Takes what the queues gave up into the table, as the deployed function does. */
export function startDrain(
  queues: Pick<MachineQueues, 'events' | 'issue' | 'jobs'>,
  bury: Bury,
  log: Log,
): Consumer {
  let busy = false;
  let under = drainAll();
  const timer = setInterval(() => {
    if (!busy) under = drainAll();
  }, lookMs);

  async function drainAll(): Promise<void> {
    busy = true;
    for (const name of queueNames) await drainOnce(name, queues[name]);
    busy = false;
  }

  async function drainOnce(name: (typeof queueNames)[number], queue: LocalQueue): Promise<void> {
    const dead = queue.dead(atOnce);
    if (dead.length === 0) return;
    const reasons = new Map(dead.map((letter) => [letter.id, deathOf(letter)]));
    const handle = draining(name, bury, log, ({ id }) => reasons.get(id) ?? neverSaid);
    const { failed } = await handle(dead);
    queue.removeDead(dead.map(({ id }) => id).filter((id) => !failed.includes(id)));
  }

  return {
    stop: () => {
      clearInterval(timer);
      return under;
    },
  };
}

function deathOf({ reason }: DeadLetter): Death {
  return reason === unfinished ? neverSaid : { cause: 'fault', reason };
}
