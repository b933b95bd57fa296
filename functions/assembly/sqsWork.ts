import type { QueueName } from '../platform/attempts.ts';
import type { BatchHandler } from '../platform/queue.ts';
import { sqsHandler } from '../platform/sqsQueue.ts';
import { withDeadLetters } from './deadLetters.ts';
import type { Parts } from './parts.ts';

/** A queue's handler as Lambda calls it; what it gives up becomes a dead letter of its shop. */
export function sqsWork(
  parts: Parts,
  queue: QueueName,
  handle: BatchHandler,
): ReturnType<typeof sqsHandler> {
  return sqsHandler(withDeadLetters(parts, queue, handle));
}
