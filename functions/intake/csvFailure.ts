import { CsvError } from 'csv-parse';
import { Refusal } from '../platform/refusal.ts';

const again = 'Correct it and import the file again: what is already there stays as it is.';

/** Why a file could not be read to its end, in a sentence; undefined for what is no fault of the file. */
export function csvFailure(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message;
  if (error instanceof CsvError) return `${csvSentence(error)} ${again}`;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR'
    ? 'The gzip file is damaged or cut off: pack it again and import it again.'
    : undefined;
}

function csvSentence(error: CsvError): string {
  const line = typeof error['lines'] === 'number' ? ` near line ${String(error['lines'])}` : '';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `A quote that is opened${line} is never closed.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `A row${line} is too long: a quote may not be closed.`;
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `A quote stands where none may${line}.`;
    default:
      return `The file is no readable CSV${line}.`;
  }
}
