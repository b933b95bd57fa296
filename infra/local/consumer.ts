import type { BatchHandler, Delivery } from '../../functions/platform/queue.ts';
import type { Log } from '../../functions/platform/log.ts';
import type { LocalQueue } from './queue.ts';

export interface Consumer {
  /** Takes nothing more and resolves when the batches in hand are settled. */
  stop(): Promise<void>;
}

export interface ConsumerOptions {
  /** Batches in hand at once. */
  concurrency: number;
  batchSize: number;
  log: Log;
  wallMs: () => number;
}

/** The longest a consumer sleeps: bounds what a jump of the wall clock can do. */
const longestSleepMs = 1_000;

/** Delivers messages to the handler as Lambda would, several batches at once. */
export function consume(
  queue: LocalQueue,
  handler: BatchHandler,
  options: ConsumerOptions,
): Consumer {
  let stopping = false;
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const sleeper of [...sleepers]) sleeper();
  };
  const stopListening = queue.onSend(wake);

  function sleep(): Promise<void> {
    const untilNext = (queue.nextAtMs() ?? Infinity) - options.wallMs();
    return new Promise((awake) => {
      const done = () => {
        clearTimeout(timer);
        sleepers.delete(done);
        awake();
      };
      const timer = setTimeout(done, Math.min(longestSleepMs, Math.max(1, untilNext)));
      sleepers.add(done);
    });
  }

  async function work(): Promise<void> {
    while (!stopping) {
      const batch = queue.receive(options.batchSize);
      if (batch.length === 0) {
        await sleep();
        continue;
      }
      queue.settle(batch, await handle(batch, handler, options.log));
      // Requests that came in meanwhile are answered before the next batch.
      await new Promise((turn) => setImmediate(turn));
    }
  }

  const workers = Array.from({ length: options.concurrency }, () => work());
  return {
    stop: async () => {
      stopping = true;
      stopListening();
      wake();
      await Promise.all(workers);
    },
  };
}

/** A handler that throws has failed its whole batch. */
async function handle(
  batch: readonly Delivery[],
  handler: BatchHandler,
  log: Log,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { failed, why } = await handler(batch);
    return new Map(failed.map((id) => [id, why?.get(id)?.reason ?? 'It failed without a reason.']));
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown fault';
    log.error('batchFailed', { messages: batch.length, reason });
    return new Map(batch.map(({ id }) => [id, reason]));
  }
}
