import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { run } from '../api/answer.ts';
import type { View } from '../api/fields.ts';
import type { Records } from '../records/records.ts';
import type { BulkRecord, ShopRecord } from '../records/schema.ts';
import { linesOf, textOf, type BulkLine } from './lines.ts';
import { bulkShape, marks } from './shape.ts';

export interface BulkRunnerOptions {
  records: Records;
  /** Where results are kept, a file each. */
  folder: string;
  /** What a bulk query of this shop sees: connections answer whole. */
  rootOf: (shop: ShopRecord) => View;
  /** Business time, epoch seconds. */
  now: () => number;
  finished: (shop: ShopRecord, bulk: BulkRecord) => void;
}

export interface BulkRunner {
  /** Takes up an operation that was created, or one that a killed run left behind. */
  start(shop: string, id: string): void;
  resume(): void;
  file(id: string): string;
  stop(): Promise<void>;
}

interface Progress {
  objectCount: number;
  rootObjectCount: number;
}

/** Runs bulk operations in the background, a page at a time, so that requests are answered between. */
export function openBulkRunner(options: BulkRunnerOptions): BulkRunner {
  const { records } = options;
  const running = new Set<Promise<void>>();
  let stopped = false;
  const file = (id: string) => join(options.folder, `${id}.jsonl`);

  async function runOne(domain: string, id: string): Promise<void> {
    const shop = records.shop(domain);
    const bulk = records.bulks.get(domain, id);
    if (shop === undefined || bulk === undefined) return;
    records.bulks.put(domain, { ...bulk, status: 'RUNNING' });
    let ended: BulkRecord;
    try {
      const progress = await write(shop, bulk);
      if (progress === 'stopped') return;
      ended = {
        ...bulk,
        ...progress,
        status: 'COMPLETED',
        completedAt: options.now(),
        fileBytes: statSync(file(id)).size,
      };
    } catch {
      if (stopped) return;
      ended = {
        ...bulk,
        status: 'FAILED',
        errorCode: 'INTERNAL_SERVER_ERROR',
        completedAt: options.now(),
      };
    }
    records.bulks.put(domain, ended);
    options.finished(shop, ended);
  }

  async function write(shop: ShopRecord, bulk: BulkRecord): Promise<Progress | 'stopped'> {
    const shape = bulkShape(bulk.query);
    if (shape.outcome === 'refused') throw new Error(shape.message);
    const { document } = shape;
    mkdirSync(options.folder, { recursive: true });
    const parts = { parents: `${file(bulk.id)}.part`, children: `${file(bulk.id)}.children` };
    const progress: Progress = { objectCount: 0, rootObjectCount: 0 };

    async function* pages(): AsyncGenerator<BulkLine[]> {
      let after: string | null = null;
      const root = options.rootOf(shop);
      do {
        await new Promise((resolve) => setImmediate(resolve));
        if (stopped) return;
        const { data, errors } = run(document, { [marks.after]: after }, root);
        if (errors !== undefined) throw new Error(errors[0]?.message);
        const page = linesOf(data);
        progress.rootObjectCount += page.lines.length;
        yield page.lines;
        after = page.after;
      } while (after !== null);
    }

    await (bulk.groupObjects
      ? pipeline(grouped(pages(), progress), createWriteStream(parts.parents))
      : writeApart(pages(), parts, progress));
    if (stopped) return 'stopped';
    await rename(parts.parents, file(bulk.id));
    return progress;
  }

  return {
    start(shop, id) {
      const done = runOne(shop, id).finally(() => running.delete(done));
      running.add(done);
    },
    resume() {
      const left = records.database.rows(
        `SELECT shop, CAST(id AS TEXT) AS id FROM bulk WHERE status IN ('CREATED', 'RUNNING')`,
      );
      for (const { shop, id } of left) {
        if (typeof shop === 'string' && typeof id === 'string') this.start(shop, id);
      }
    },
    file,
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** Children right behind their parents. */
async function* grouped(pages: AsyncIterable<BulkLine[]>, progress: Progress) {
  for await (const lines of pages) {
    let text = '';
    const add = (line: BulkLine): void => {
      progress.objectCount += 1;
      text += textOf(line);
      line.children.forEach(add);
    };
    lines.forEach(add);
    yield text;
  }
}

/** Parents first, children after all of them and in another order: no reader may rely on nearness. */
async function writeApart(
  pages: AsyncIterable<BulkLine[]>,
  parts: { parents: string; children: string },
  progress: Progress,
): Promise<void> {
  const children = createWriteStream(parts.children);
  async function* parents() {
    for await (const lines of pages) {
      progress.objectCount += lines.length;
      yield lines.map(textOf).join('');
      let text = '';
      const add = (line: BulkLine): void => {
        progress.objectCount += 1;
        text += textOf(line);
        line.children.toReversed().forEach(add);
      };
      lines.toReversed().forEach((line) => line.children.forEach(add));
      if (!children.write(text)) await once(children, 'drain');
    }
  }
  await pipeline(parents(), createWriteStream(parts.parents));
  children.end();
  await finished(children);
  await pipeline(
    createReadStream(parts.children),
    createWriteStream(parts.parents, { flags: 'a' }),
  );
  rmSync(parts.children);
}

/** A result as a web stream. */
export function resultStream(path: string): ReadableStream | undefined {
  try {
    statSync(path);
  } catch {
    return undefined;
  }
  return Readable.toWeb(createReadStream(path));
}
