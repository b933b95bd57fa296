/** Files by key: S3 when deployed, a folder on one machine. A put replaces the whole object at once. */
export interface Objects {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  delete(key: string): Promise<void>;
}
