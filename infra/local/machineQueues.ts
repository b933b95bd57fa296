import { mostAttempts } from '../../functions/platform/attempts.ts';
import { openQueue, type LocalQueue } from './queue.ts';
import { openQueueFile } from './queueFile.ts';

/** The three queues of the product on one file. */
export interface MachineQueues {
  events: LocalQueue;
  issue: LocalQueue;
  jobs: LocalQueue;
  /** Messages not yet done, over all of them. */
  depth(): number;
  close(): void;
}

/** As deployed: six times what a handler may take, and the same number of tries. */
const policies = {
  events: { visibilityMs: 180_000, maxReceives: mostAttempts.events },
  issue: { visibilityMs: 360_000, maxReceives: mostAttempts.issue },
  jobs: { visibilityMs: 5_400_000, maxReceives: mostAttempts.jobs },
} as const;

export function openMachineQueues(path: string, wallMs: () => number): MachineQueues {
  const file = openQueueFile(path);
  const open = (name: keyof typeof policies) => openQueue(file, name, policies[name], wallMs);
  const queues = { events: open('events'), issue: open('issue'), jobs: open('jobs') };
  return {
    ...queues,
    depth: () => queues.events.depth() + queues.issue.depth() + queues.jobs.depth(),
    close: () => file.close(),
  };
}
