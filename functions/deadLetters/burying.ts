import { mostAttempts, type QueueName } from '../platform/attempts.ts';
import type { Log } from '../platform/log.ts';
import type { BatchHandler, Delivery, Failure } from '../platform/queue.ts';
import type { Bury, Death } from './bury.ts';

/**
 * A queue's handler that loses nothing in silence: poison becomes a dead letter at once, a fault
 * after its last try, and only then is the message acknowledged. What cannot be buried now comes
 * again, and in the end lies in the queue's own dead letters.
 */
export function burying(
  queue: QueueName,
  handle: BatchHandler,
  bury: Bury,
  log: Log,
): BatchHandler {
  return async (batch) => {
    const { failed, why } = await handle(batch);
    const again: string[] = [];
    for (const id of failed) {
      const delivery = batch.find((one) => one.id === id);
      const failure = why?.get(id);
      const isLast = (delivery?.attempt ?? 0) >= mostAttempts[queue];
      const isDead = failure !== undefined && (failure.kind === 'poison' || isLast);
      const done = isDead && delivery !== undefined && (await buried(delivery, failure));
      if (!done) again.push(id);
    }
    return { failed: again, ...(why === undefined ? {} : { why }) };
  };

  async function buried(delivery: Delivery, failure: Failure): Promise<boolean> {
    try {
      await bury(queue, delivery, { cause: failure.kind, reason: failure.reason });
      return true;
    } catch (error) {
      const fault = error instanceof Error ? error.name : 'unknown';
      log.error('letter.notKept', { queue, message: delivery.id, fault });
      return false;
    }
  }
}

/** Nobody was left to say why: the function ran out of time or memory, or was cut off. */
export const unfinished: Death = {
  cause: 'unfinished',
  reason: 'Each try ended before it could say why: out of time, out of memory, or cut off.',
};

/** Drains a queue's own dead letters: what is buried is acknowledged, the rest comes again. */
export function draining(
  queue: QueueName,
  bury: Bury,
  log: Log,
  deathOf: (delivery: Delivery) => Death = () => unfinished,
): BatchHandler {
  return async (batch) => {
    const failed: string[] = [];
    for (const delivery of batch) {
      try {
        const attempt = mostAttempts[queue];
        await bury(queue, { ...delivery, attempt }, deathOf(delivery));
      } catch (error) {
        failed.push(delivery.id);
        const fault = error instanceof Error ? error.name : 'unknown';
        log.error('letter.notKept', { queue, message: delivery.id, fault });
      }
    }
    return { failed };
  };
}
