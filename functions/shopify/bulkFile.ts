import { z } from 'zod';
import { ShopifyFault } from './fault.ts';

/** One object of a bulk file with what hangs from it. */
export interface BulkGroup {
  root: unknown;
  children: unknown[];
  /** Bytes of the file up to where the next group begins: reading can be taken up from there. */
  endByte: number;
}

const operation = 'the bulk file';
/** A file that stops coming for so long is given up; the next try carries on behind what was read. */
const stallMs = 60_000;
const newline = 0x0a;

const childSchema = z.object({ __parentId: z.string() });
const rootSchema = z.object({ id: z.string() });

/**
 * Reads a bulk file group by group from `fromByte` on, in memory that does not grow with it. The
 * operation ran with grouped objects, so that children stand right behind their parent.
 * @throws ShopifyFault `refused` where the file is gone, `unknown` where it stopped coming
 */
export async function* readBulkFile(
  url: string,
  fromByte: number,
  fetch: typeof globalThis.fetch,
): AsyncGenerator<BulkGroup, void, undefined> {
  let group: BulkGroup | undefined;
  let at = fromByte;
  for await (const line of linesFrom(url, fromByte, fetch)) {
    const begin = at;
    at += line.length + 1;
    if (line.length === 0) continue;
    const value = parsed(line);
    const child = childSchema.safeParse(value);
    if (child.success) {
      const parent = rootSchema.safeParse(group?.root);
      if (group === undefined || parent.data?.id !== child.data.__parentId) {
        throw new ShopifyFault('malformed', operation, { codes: ['UNGROUPED'] });
      }
      group.children.push(value);
      continue;
    }
    if (group !== undefined) yield { ...group, endByte: begin };
    group = { root: value, children: [], endByte: at };
  }
  if (group !== undefined) yield { ...group, endByte: at };
}

async function* linesFrom(
  url: string,
  fromByte: number,
  fetch: typeof globalThis.fetch,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  for await (const piece of bytesFrom(url, fromByte, fetch)) {
    let start = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      const tail = piece.subarray(start, end);
      yield rest.length === 0 ? tail : Buffer.concat([...rest, tail]);
      rest = [];
      start = end + 1;
    }
    if (start < piece.length) rest.push(piece.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

/** A server that ignores the range sends the file from its beginning: what was read is passed over. */
async function* bytesFrom(
  url: string,
  fromByte: number,
  fetch: typeof globalThis.fetch,
): AsyncGenerator<Uint8Array> {
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), stallMs);
  try {
    const response = await fetch(url, {
      headers: fromByte === 0 ? {} : { Range: `bytes=${String(fromByte)}-` },
      signal: stalled.signal,
    });
    // Nothing lies behind the end: everything was read before.
    if (response.status === 416) return;
    if (!response.ok || response.body === null) {
      const gone = [403, 404, 410].includes(response.status);
      throw new ShopifyFault(gone ? 'refused' : 'unknown', operation, { status: response.status });
    }
    let skip = response.status === 206 ? 0 : fromByte;
    for await (const read of response.body) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), stallMs);
      const piece: unknown = read;
      if (!(piece instanceof Uint8Array)) continue;
      const kept = piece.subarray(Math.min(skip, piece.length));
      skip -= piece.length - kept.length;
      if (kept.length > 0) yield kept;
    }
  } catch (error) {
    throw error instanceof ShopifyFault ? error : new ShopifyFault('unknown', operation);
  } finally {
    clearTimeout(timer);
    stalled.abort();
  }
}

function parsed(line: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString());
  } catch {
    // A file cut off ends within a line.
    throw new ShopifyFault('unknown', operation, { codes: ['CUT_OFF'] });
  }
}
