import { gid } from '../../gid.ts';
import { utc, utcOrNull } from '../../instant.ts';
import type { BulkRecord } from '../../records/schema.ts';
import type { View } from '../fields.ts';
import type { World } from '../world.ts';

/** A result can be fetched for seven days. */
const resultSeconds = 7 * 86_400;

export function bulkView(bulk: BulkRecord, world: World): View {
  const readable =
    bulk.status === 'COMPLETED' &&
    // An operation that found nothing has no file.
    bulk.objectCount > 0 &&
    bulk.completedAt !== null &&
    world.now < bulk.completedAt + resultSeconds;
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', bulk.id),
    status: bulk.status,
    errorCode: bulk.errorCode,
    createdAt: utc(bulk.createdAt),
    completedAt: utcOrNull(bulk.completedAt),
    objectCount: String(bulk.objectCount),
    rootObjectCount: String(bulk.rootObjectCount),
    fileSize: readable ? String(bulk.fileBytes) : null,
    url: readable ? `${world.shopUrl}/bulk/${bulk.id}.jsonl` : null,
    partialDataUrl: null,
    query: bulk.query,
    type: 'QUERY',
  };
}
