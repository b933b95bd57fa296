import type { Objects } from '../../functions/platform/objects.ts';
import type { Queue } from '../../functions/platform/queue.ts';
import type { Item, Table, Write } from '../../functions/platform/dynamo.ts';
import type { Key } from '../../functions/platform/keys.ts';
import type { QueryRange } from '../../functions/platform/queryRange.ts';
import { walkWirePage } from '../../functions/platform/wirePage.ts';
import { wirePage } from '../support/wireText.ts';
import type { Mailbox } from './mailbox.ts';
import type { MemoryTable } from './memoryTable.ts';
import type { Actor, Scheduler } from './scheduler.ts';

/** Sees every write that took effect, and what stood there before. */
export type Witness = (actor: Actor, write: Write, before: Item | undefined) => void;

/** The table in one worker's hands: each call is an effect that waits for its turn. */
export function tableOf(
  memory: MemoryTable,
  actor: Actor,
  scheduler: Scheduler,
  witness: Witness,
): Table {
  const seen = <T>(writes: readonly Write[], run: () => Promise<T>): Promise<T> => {
    const before = writes.map((write) => memory.peek(keyOf(write)));
    const answer = run();
    writes.forEach((write, index) => {
      // Every write that takes effect leaves another item, or none.
      if (memory.peek(keyOf(write)) !== before[index]) witness(actor, write, before[index]);
    });
    return answer;
  };
  const effect = <T>(label: string, run: () => Promise<T>) => scheduler.effect(actor, label, run);
  const one = (write: Write, run: () => ReturnType<Table['put']>) =>
    effect(`${write.do} ${keyOf(write).sk}`, () => seen([write], run));
  async function* query(range: QueryRange): AsyncGenerator<Item[], void, undefined> {
    const pages = memory.query(range);
    for (;;) {
      // Nothing is there to meet: no turn of its own, which would only make runs longer.
      const nothing = range.index === undefined && memory.isEmpty(range.pk);
      const read = () => pages.next();
      const page = nothing ? await read() : await effect(`query ${range.pk}`, read);
      if (page.done === true) return;
      yield page.value;
    }
  }

  return {
    units: memory.units,
    get: (key) => effect(`get ${key.sk}`, () => memory.get(key)),
    getMany: (wanted) =>
      effect(`getMany ${wanted.map(({ sk }) => sk).join(' ')}`, () => memory.getMany(wanted)),
    put: (item, condition) =>
      one({ do: 'put', item, ...(condition && { condition }) }, () => memory.put(item, condition)),
    delete: (key, condition) =>
      one({ do: 'delete', key, ...(condition && { condition }) }, () =>
        memory.delete(key, condition),
      ),
    update: (key, expression, condition) =>
      one({ do: 'update', key, expression, condition }, () =>
        memory.update(key, expression, condition),
      ),
    transact: (writes) =>
      effect(`transact ${writes.map((write) => keyOf(write).sk).join(' ')}`, () =>
        seen(writes, () => memory.transact(writes)),
      ),
    query,
    async walk(range, read) {
      for await (const items of query(range)) walkWirePage(wirePage(items), read);
    },
  };
}

export function queueOf(mailbox: Mailbox, actor: Actor, scheduler: Scheduler, name: string): Queue {
  return {
    send: (body, options) =>
      scheduler.effect(actor, `send ${name}`, () => {
        mailbox.add(body, options);
      }),
  };
}

/** Files in one worker's hands. */
export function objectsOf(
  files: Map<string, Uint8Array>,
  actor: Actor,
  scheduler: Scheduler,
): Objects {
  const effect = <T>(label: string, run: () => T) => scheduler.effect(actor, label, run);
  return {
    put: (key, bytes) =>
      effect(`file ${key}`, () => {
        files.set(key, new Uint8Array(bytes));
      }),
    get: (key) => effect(`read ${key}`, () => files.get(key)),
    delete: (key) =>
      effect(`drop ${key}`, () => {
        files.delete(key);
      }),
    putNew: (key, bytes) =>
      effect(`new file ${key}`, () => {
        if (files.has(key)) return 'there';
        files.set(key, new Uint8Array(bytes));
        return 'kept';
      }),
    async *list(prefix, after = '') {
      const found = await effect(`list ${prefix}`, () => [...files.keys()]);
      yield* found.filter((key) => key.startsWith(prefix) && key > after).sort();
    },
  };
}

function keyOf(write: Write): Key {
  return write.do === 'put' ? write.item : write.key;
}
