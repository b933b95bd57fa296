import { auditWrite, type AuditEntry } from '../platform/auditLog.ts';
import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import { sourceSchema, type Source } from './source.ts';

/** The sources of a shop. Every write is on the revision read, and raises it. */
export interface SourceStore {
  read(shop: string, name: string): Promise<Source | undefined>;
  /** Deleted ones too: their names stay taken. */
  list(shop: string): Promise<Source[]>;
  /** Keeps the source and notes who changed it, or neither. */
  write(shop: string, source: Source, audit: AuditEntry): Promise<'kept' | 'stale'>;
  /** Notes that something was heard; whoever is faster noted the same. */
  noteHeard(shop: string, source: Source, heardAtMs: number): Promise<void>;
}

export function openSourceStore(table: Table): SourceStore {
  return {
    async read(shop, name) {
      const item = await table.get(keys.source(shop, name));
      return item === undefined ? undefined : sourceSchema.parse(item);
    },
    async list(shop) {
      const { pk, sk: prefix } = keys.source(shop, '');
      const found: Source[] = [];
      for await (const page of table.query({ pk, prefix })) {
        for (const item of page) found.push(sourceSchema.parse(item));
      }
      return found;
    },
    async write(shop, source, audit) {
      const rev = source.rev + 1;
      const item = { ...source, rev, ...keys.source(shop, source.name) };
      const { outcome } = await table.transact([
        { do: 'put', item, condition: revIs(source.rev) },
        auditWrite(shop, audit, rev),
      ]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async noteHeard(shop, source, heardAtMs) {
      const item = { ...source, heardAtMs, rev: source.rev + 1, ...keys.source(shop, source.name) };
      await table.put(item, revIs(source.rev));
    },
  };
}
