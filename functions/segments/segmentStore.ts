import { auditWrite, type AuditEntry } from '../platform/auditLog.ts';
import { revIs, type Table } from '../platform/dynamo.ts';
import { keys } from '../platform/keys.ts';
import {
  segmentSchema,
  segmentSizeSchema,
  segmentVersionSchema,
  type Segment,
  type SegmentSize,
  type SegmentVersion,
} from './segment.ts';

/** Merchants' segments. Every write is on the revision read, raises it and notes who did it. */
export interface SegmentStore {
  list(shop: string): Promise<Segment[]>;
  read(shop: string, segmentId: string): Promise<Segment | undefined>;
  /** Keeps the segment, and what it says now as a version of its own. */
  write(shop: string, segment: Segment, audit: AuditEntry): Promise<'kept' | 'stale'>;
  /** Newest first. */
  versions(shop: string, segmentId: string): Promise<SegmentVersion[]>;
  /** Takes it away with its versions and sizes. */
  remove(shop: string, segment: Segment, audit: AuditEntry): Promise<'removed' | 'stale'>;
  sizes(shop: string): Promise<SegmentSize[]>;
  /** Of whoever ran last: sizes are counted again by every run. */
  writeSize(shop: string, size: SegmentSize): Promise<void>;
}

export function openSegmentStore(table: Table): SegmentStore {
  async function all(pk: string, prefix: string) {
    const found = [];
    for await (const page of table.query({ pk, prefix })) found.push(...page);
    return found;
  }

  return {
    async list(shop) {
      const { pk, sk } = keys.segment(shop, '');
      const segments = (await all(pk, sk)).map((item) => segmentSchema.parse(item));
      return segments.sort(
        (a, b) => a.createdAt - b.createdAt || (a.segmentId < b.segmentId ? -1 : 1),
      );
    },
    async read(shop, segmentId) {
      const item = await table.get(keys.segment(shop, segmentId));
      return item === undefined ? undefined : segmentSchema.parse(item);
    },
    async write(shop, segment, audit) {
      const rev = segment.rev + 1;
      const { segmentId, version, name, query, editedAt } = segment;
      const past: SegmentVersion = { version, name, query, at: editedAt, by: audit.userId };
      const { outcome } = await table.transact([
        {
          do: 'put',
          item: { ...segment, rev, ...keys.segment(shop, segmentId) },
          condition: revIs(segment.rev),
        },
        {
          do: 'put',
          item: { ...past, ...keys.segmentVersion(shop, segmentId, padded(version)) },
        },
        auditWrite(shop, audit, rev),
      ]);
      return outcome === 'done' ? 'kept' : 'stale';
    },
    async versions(shop, segmentId) {
      const { pk, sk } = keys.segmentVersion(shop, segmentId, '');
      const found = (await all(pk, sk)).map((item) => segmentVersionSchema.parse(item));
      return found.sort((a, b) => b.version - a.version);
    },
    async remove(shop, segment, audit) {
      const { segmentId, rev } = segment;
      const { outcome } = await table.transact([
        { do: 'delete', key: keys.segment(shop, segmentId), condition: revIs(rev) },
        auditWrite(shop, audit, rev + 1),
      ]);
      if (outcome !== 'done') return 'stale';
      for (const { version } of await this.versions(shop, segmentId)) {
        await table.delete(keys.segmentVersion(shop, segmentId, padded(version)));
      }
      await table.delete(keys.segmentSize(shop, segmentId));
      return 'removed';
    },
    async sizes(shop) {
      const { pk, sk } = keys.segmentSize(shop, '');
      return (await all(pk, sk)).map((item) => segmentSizeSchema.parse(item));
    },
    async writeSize(shop, size) {
      await table.put({ ...size, ...keys.segmentSize(shop, size.segmentId) });
    },
  };
}

const padded = (version: number) => String(version).padStart(6, '0');
