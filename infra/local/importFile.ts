import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { csvMappingSchema, type CsvMapping } from '../../functions/intake/csvMapping.schema.ts';
import { csvRows } from '../../functions/intake/csvRows.ts';
import { shopifyExport } from '../../functions/intake/shopifyExport.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { currency, timeZone } from './flagValues.ts';

/** A merchant's file as `--import` names it. */
export interface LocalImport {
  fileName: string;
  mapping: CsvMapping | undefined;
  /** What the file says of its shop; undefined where it says nothing. */
  currency: string | undefined;
  timeZone: string | undefined;
  totalBytes: number;
  /** The file from its start; `onRead` hears how many bytes of it have been read. */
  read(onRead: (bytes: number) => void): AsyncIterable<Uint8Array>;
}

export async function openLocalImport(path: string, mappingPath?: string): Promise<LocalImport> {
  const mapping = mappingPath === undefined ? undefined : readMapping(mappingPath);
  return {
    fileName: basename(path),
    mapping,
    currency: checked(mapping?.shop?.currency ?? (await currencyIn(path, mapping)), currency),
    timeZone: checked(mapping?.shop?.timeZone, timeZone),
    totalBytes: statSync(path).size,
    read: (onRead) => counted(createReadStream(path), onRead),
  };
}

function checked(value: string | undefined, check: (value: string) => string): string | undefined {
  return value === undefined ? undefined : check(value);
}

function readMapping(path: string): CsvMapping {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Refusal('invalid', `--mapping: ${path} is not JSON.`);
  }
  const mapping = csvMappingSchema.safeParse(parsed);
  if (mapping.success) return mapping.data;
  const issue = mapping.error.issues[0];
  const where = issue === undefined ? '' : ` at "${issue.path.join('.')}": ${issue.message}`;
  throw new Refusal('invalid', `--mapping: ${path} is not a mapping${where}.`);
}

/** The currency of the first order, where the file has a column for it. */
async function currencyIn(
  path: string,
  mapping: CsvMapping = shopifyExport,
): Promise<string | undefined> {
  let column = -1;
  try {
    for await (const rows of csvRows(createReadStream(path), mapping.delimiter)) {
      for (const { row, line } of rows) {
        if (line === 1) column = row.indexOf(mapping.currency ?? '');
        else if ((row[column] ?? '') !== '') return row[column];
      }
      if (column < 0 && rows.length > 0) return undefined;
    }
  } catch {
    // The import itself says what is wrong with the file.
  }
  return undefined;
}

async function* counted(
  source: AsyncIterable<unknown>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of source) {
    if (!(piece instanceof Uint8Array)) continue;
    bytes += piece.length;
    onRead(bytes);
    yield piece;
  }
}
