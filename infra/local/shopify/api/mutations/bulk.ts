import { z } from 'zod';
import { idOf } from '../../gid.ts';
import type { BulkRecord } from '../../records/schema.ts';
import { bulkShape } from '../../bulk/shape.ts';
import type { View } from '../fields.ts';
import { done, notDone } from '../userError.ts';
import type { World } from '../world.ts';

const runArgs = z.object({ query: z.string(), groupObjects: z.boolean().default(false) });
const cancelArgs = z.object({ id: z.string() });

/** Bulk operations of one shop that may run at once. */
const mostAtOnce = 5;

/** Mutations of bulk operations; `start` is called once what they wrote is kept. */
export function bulkMutations(world: World, start: (id: string) => void): View {
  const { records, shop, show } = world;
  return {
    bulkOperationRunQuery: (args: unknown) => {
      const { query, groupObjects } = runArgs.parse(args);
      const running = records.bulks.count(shop.domain, {
        sql: `status IN ('CREATED', 'RUNNING')`,
        values: [],
      });
      if (running >= mostAtOnce) {
        return notDone('bulkOperation', [
          {
            field: null,
            code: 'OPERATION_IN_PROGRESS',
            message: 'A bulk query operation for this app and shop is already in progress',
          },
        ]);
      }
      const shape = bulkShape(query);
      if (shape.outcome === 'refused') {
        return notDone('bulkOperation', [
          { field: ['query'], code: 'INVALID', message: shape.message },
        ]);
      }
      const bulk: BulkRecord = {
        id: records.nextId(shop.domain, 'BulkOperation'),
        query,
        groupObjects,
        status: 'CREATED',
        errorCode: null,
        createdAt: world.now,
        completedAt: null,
        objectCount: 0,
        rootObjectCount: 0,
        fileBytes: 0,
      };
      records.bulks.put(shop.domain, bulk);
      start(bulk.id);
      return done('bulkOperation', show.bulk(bulk));
    },
    bulkOperationCancel: (args: unknown) => {
      const id = idOf('BulkOperation', cancelArgs.parse(args).id);
      const bulk = records.bulks.get(shop.domain, id);
      return bulk === undefined
        ? notDone('bulkOperation', [{ field: ['id'], message: 'Bulk operation does not exist' }])
        : notDone('bulkOperation', [
            {
              field: null,
              message: `A bulk operation cannot be canceled when it is ${bulk.status}`,
            },
          ]);
    },
  };
}
