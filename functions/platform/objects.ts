/** Files by key: S3 when deployed, a folder on one machine. A put replaces the whole object at once. */
export interface Objects {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** Puts it where there is none yet; of two at once one is kept. */
  putNew(key: string, bytes: Uint8Array, contentType: string): Promise<'kept' | 'there'>;
  get(key: string): Promise<Uint8Array | undefined>;
  delete(key: string): Promise<void>;
  /** Keys that begin with `prefix` (whole folders), in order; `after`: only those beyond that key. */
  list(prefix: string, after?: string): AsyncIterable<string>;
}

/** What is kept for each shop, by first folder; below it everything of a shop is in one of its own. */
export const objectFolders = [
  'snapshots',
  'imports',
  'backfill',
  'exports',
  'redactions',
  'push',
] as const;
