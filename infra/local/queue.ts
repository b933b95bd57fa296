import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Delivery, Queue } from '../../functions/platform/queue.ts';
import { queueStatements } from './queueStatements.ts';

export interface QueuePolicy {
  /** A message taken and not settled within this time is delivered again. */
  visibilityMs: number;
  /** After this many deliveries that failed a message becomes a dead letter. */
  maxReceives: number;
}

/** The consumer's side of a queue, and what a person may ask of it. */
export interface LocalQueue extends Queue {
  /**
   * Takes up to `max` visible messages, a share of each group's and of these the oldest, and hides
   * them for the visibility time.
   */
  receive(max: number): Delivery[];
  /** Acknowledges a batch but for the failed ones (id → reason), which come again or die. */
  settle(batch: readonly Delivery[], failed: ReadonlyMap<string, string>): void;
  /** Messages not yet done: waiting, delayed or in flight. Dead letters are not counted. */
  depth(): number;
  /** Up to `max` of what was given up, oldest first; it stays until it is taken away. */
  dead(max: number): DeadLetter[];
  /** Takes given-up messages away, by id. */
  removeDead(ids: readonly string[]): void;
  /** Wall time at which the next message can be taken; undefined when there is none. */
  nextAtMs(): number | undefined;
  /** Calls back after each send; answers how to stop that. */
  onSend(listener: () => void): () => void;
}

/** A message that was given up; `attempt`: how often it was delivered. */
export interface DeadLetter extends Delivery {
  reason: string;
}

interface Sending {
  body: string;
  atMs: number;
  group: string;
  kept: () => void;
  lost: (error: unknown) => void;
}

const firstRetryMs = 500;
/** What is said of a message whose last try was cut off. */
export const unfinished = 'not finished in time';

const message = z.object({
  id: z.number(),
  body: z.string(),
  attempt: z.number(),
  sentAtMs: z.number(),
});
const takenSchema = z.array(message);
const groupsSchema = z.array(z.object({ group: z.string() }));
const countSchema = z.object({ n: z.number() });
const nextSchema = z.object({ at: z.number().nullable() });
const deadSchema = z.array(message.extend({ reason: z.string() }));

/**
 * SQS's promises on one file: a send is kept before it resolves, deliveries are at least once in
 * roughly the order sent, failures come back after a growing pause, then become dead letters.
 * Visibility runs on wall time. One process owns the file, so what an earlier run had in flight
 * is visible again at once. Sends of one turn of the event loop share a transaction.
 */
export function openQueue(
  file: DatabaseSync,
  name: string,
  policy: QueuePolicy,
  wallMs: () => number,
): LocalQueue {
  const sql = queueStatements(file);
  const listeners = new Set<() => void>();
  let waiting: Sending[] = [];
  let lastServed = '';
  sql.release.run(name);
  // Counted once: nobody else writes here, and a count takes as long as the queue.
  let open = countSchema.parse(sql.count.get(name)).n;

  const isWornOut = ({ attempt }: { attempt: number }) => attempt > policy.maxReceives;
  function bury(id: number, reason: string) {
    sql.bury.run(wallMs(), policy.maxReceives, reason, id);
    open -= Number(sql.remove.run(id).changes);
  }

  function keepWaiting() {
    const sends = waiting;
    waiting = [];
    try {
      inTransaction(file, () => {
        for (const { body, atMs, group } of sends) {
          sql.insert.run(name, body, wallMs(), atMs, group);
        }
      });
    } catch (error) {
      for (const send of sends) send.lost(error);
      return;
    }
    open += sends.length;
    for (const send of sends) send.kept();
    for (const listener of [...listeners]) listener();
  }

  /** A share for each group that has something, whoever has most; what is left over goes round again. */
  function takeFairly(now: number, max: number): z.infer<typeof takenSchema> {
    const groups = inTurn(groupsSchema.parse(sql.groups.all(name, now)), lastServed);
    const taken: z.infer<typeof takenSchema> = [];
    for (let before = -1; taken.length < max && taken.length > before;) {
      before = taken.length;
      for (const [index, { group }] of groups.entries()) {
        const share = Math.ceil((max - taken.length) / (groups.length - index));
        if (share === 0) break;
        const rows = sql.take.all(now + policy.visibilityMs, name, group, now, share);
        taken.push(...takenSchema.parse(rows));
        lastServed = group;
      }
    }
    return taken;
  }

  return {
    send: (body, options) =>
      new Promise((kept, lost) => {
        if (waiting.length === 0) setImmediate(keepWaiting);
        const atMs = wallMs() + (options?.delaySeconds ?? 0) * 1000;
        waiting.push({ body, atMs, group: options?.group ?? '', kept, lost });
      }),
    receive: (max) =>
      inTransaction(file, () => {
        const now = wallMs();
        const rows = takeFairly(now, max);
        for (const { id } of rows.filter(isWornOut)) bury(id, unfinished);
        return rows
          .filter((row) => !isWornOut(row))
          .sort((a, b) => a.id - b.id)
          .map(({ id, ...rest }) => ({ ...rest, id: String(id) }));
      }),
    settle: (batch, failed) => {
      inTransaction(file, () => {
        for (const { id, attempt } of batch) {
          const reason = failed.get(id);
          if (reason === undefined) {
            open -= Number(sql.done.run(Number(id), attempt).changes);
          } else if (attempt >= policy.maxReceives) {
            if (sql.holds.get(Number(id), attempt) !== undefined) bury(Number(id), reason);
          } else {
            const pause = Math.min(policy.visibilityMs, firstRetryMs * 2 ** (attempt - 1));
            sql.retry.run(wallMs() + pause, reason, Number(id), attempt);
          }
        }
      });
    },
    depth: () => open + waiting.length,
    dead: (max) =>
      deadSchema.parse(sql.dead.all(name, max)).map(({ id, ...rest }) => ({
        ...rest,
        id: String(id),
      })),
    removeDead: (ids) => {
      inTransaction(file, () => {
        for (const id of ids) sql.removeDead.run(name, Number(id));
      });
    },
    nextAtMs: () => nextSchema.parse(sql.next.get(name)).at ?? undefined,
    onSend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Begins after the one served last, so that none waits for ever where a batch is short. */
function inTurn<T extends { group: string }>(groups: readonly T[], last: string): T[] {
  const next = groups.findIndex(({ group }) => group > last);
  return next < 0 ? [...groups] : [...groups.slice(next), ...groups.slice(0, next)];
}

function inTransaction<T>(file: DatabaseSync, work: () => T): T {
  file.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    file.exec('COMMIT');
    return result;
  } catch (error) {
    file.exec('ROLLBACK');
    throw error;
  }
}
