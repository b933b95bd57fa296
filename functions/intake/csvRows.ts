import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse, type Parser } from 'csv-parse';

export interface CsvRow {
  row: string[];
  /** On which the row begins, from 1. */
  line: number;
}

/** Longest row: a quote that never ends must not read a whole file into memory. */
const longestRowBytes = 1 << 20;

/**
 * Rows of a CSV file, plain or gzip (told by its first bytes), a piece of the file at a time;
 * blank lines are none. Throws CsvError, or zlib's own error, where the file cannot be read on.
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<CsvRow[], void, undefined> {
  let rows: CsvRow[] = [];
  let endLine = 0;
  // Rows are taken as they are parsed: through the parser's stream, one at a time, takes twice as long.
  const parser = parse({
    bom: true,
    delimiter,
    max_record_size: longestRowBytes,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (row: string[], { lines }) => {
      const spans = lines - endLine > 1 ? breaksIn(row) : 0;
      endLine = lines;
      rows.push({ row, line: lines - spans });
      return null;
    },
  });
  const failure = new Promise<never>((_, failed) => parser.once('error', failed));
  failure.catch(() => undefined);

  const taken = () => {
    const batch = rows;
    rows = [];
    return batch;
  };
  for await (const piece of unpacked(bytes)) {
    await Promise.race([written(parser, piece), failure]);
    yield taken();
  }
  await Promise.race([written(parser, null), failure]);
  yield taken();
}

function written(parser: Parser, piece: Uint8Array | null): Promise<void> {
  return new Promise((done) => {
    if (piece === null) parser.end(done);
    else parser.write(piece, () => done());
  });
}

function breaksIn(row: readonly string[]): number {
  return row.reduce((sum, value) => sum + (value.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  let first: Uint8Array = new Uint8Array();
  while (first.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    first = Buffer.concat([first, next.value]);
  }
  async function* whole() {
    if (first.length > 0) yield first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole();
    return;
  }
  // A failure of either end is thrown by the loop over what is unpacked.
  const plain = createGunzip({ chunkSize: 1 << 18 });
  pipeline(Readable.from(whole(), { objectMode: false }), plain, () => undefined);
  for await (const piece of plain) if (piece instanceof Uint8Array) yield piece;
}
