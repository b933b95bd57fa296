import type { Table } from '../../functions/platform/dynamo.ts';

export class Crash extends Error {}

/** A table whose user dies now and then: before a call goes out, or after it was done unseen. */
export function shaky(table: Table, random: () => number, share: number): Table {
  const risky =
    <In extends unknown[], Out>(call: (...given: In) => Promise<Out>) =>
    async (...given: In): Promise<Out> => {
      if (random() < share) throw new Crash();
      const answer = await call(...given);
      if (random() < share) throw new Crash();
      return answer;
    };
  return {
    ...table,
    get: risky((...given: Parameters<Table['get']>) => table.get(...given)),
    getMany: risky((...given: Parameters<Table['getMany']>) => table.getMany(...given)),
    put: risky((...given: Parameters<Table['put']>) => table.put(...given)),
    delete: risky((...given: Parameters<Table['delete']>) => table.delete(...given)),
    transact: risky((...given: Parameters<Table['transact']>) => table.transact(...given)),
  };
}

/** Small, fast and seeded (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs jobs a few at a time; one that crashes is put back, as a queue would. */
export async function redeliver(
  jobs: readonly (() => Promise<unknown>)[],
  { workers, random }: { workers: number; random: () => number },
): Promise<void> {
  const waiting = [...jobs];
  const work = async () => {
    while (waiting.length > 0) {
      const [job] = waiting.splice(Math.floor(random() * waiting.length), 1);
      try {
        await job?.();
      } catch (error) {
        if (!(error instanceof Crash) || job === undefined) throw error;
        waiting.push(job);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}
