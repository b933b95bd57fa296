import { type Bury, openGraveyard } from '../deadLetters/bury.ts';
import { burying, draining } from '../deadLetters/burying.ts';
import { type QueueName, queueNames } from '../platform/attempts.ts';
import type { BatchHandler } from '../platform/queue.ts';
import { openShopStore } from '../shops/store.ts';
import type { Parts } from './parts.ts';

type BuryParts = Pick<Parts, 'table' | 'vault' | 'clock' | 'log'>;

export function graveyardOf({ table, vault, clock, log }: BuryParts): Bury {
  const shops = openShopStore(table);
  return openGraveyard({ table, vault, shops, nowMs: () => clock.wallMs(), log });
}

/** A queue's handler whose lost messages become dead letters of their shop. */
export function withDeadLetters(
  parts: BuryParts,
  queue: QueueName,
  handle: BatchHandler,
): BatchHandler {
  return burying(queue, handle, graveyardOf(parts), parts.log);
}

/** What drains each queue's own dead letters, by the last part of its ARN. */
export function drains(parts: BuryParts): ReadonlyMap<string, BatchHandler> {
  const bury = graveyardOf(parts);
  return new Map(queueNames.map((name) => [`-${name}-dead`, draining(name, bury, parts.log)]));
}
