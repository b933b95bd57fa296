import type { Log } from '../../functions/platform/log.ts';
import type { BatchHandler } from '../../functions/platform/queue.ts';
import { consume, type Consumer } from './consumer.ts';
import type { MachineQueues } from './machineQueues.ts';

export interface Handlers {
  events: BatchHandler;
  issue: BatchHandler;
  jobs: BatchHandler;
}

/**
 * One consumer per queue, as deployed. Several batches of events at once keep the engine busy
 * while answers are under way; jobs are few and long, so each is a batch of its own.
 */
export function startConsumers(
  queues: MachineQueues,
  handlers: Handlers,
  log: Log,
  wallMs: () => number,
): Consumer {
  const consumers = [
    consume(queues.events, handlers.events, { concurrency: 4, batchSize: 10, log, wallMs }),
    consume(queues.issue, handlers.issue, { concurrency: 2, batchSize: 10, log, wallMs }),
    consume(queues.jobs, handlers.jobs, { concurrency: 2, batchSize: 1, log, wallMs }),
  ];
  return {
    stop: async () => {
      await Promise.all(consumers.map((consumer) => consumer.stop()));
    },
  };
}
