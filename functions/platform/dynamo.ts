import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type AttributeValue,
  type ConsumedCapacity,
  type TransactWriteItem,
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import { rangeWire, type QueryRange } from './queryRange.ts';
import { sendForPage } from './sendForPage.ts';
import type { WireCursor } from './wireCursor.ts';
import { readItem } from './wireItem.ts';

/** An item as plain values; stores parse what they read back with their own schema. */
export type Item = Record<string, unknown>;

/** A DynamoDB condition expression with its placeholders. */
export interface Condition {
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
}

/** The item must not exist. */
export const absent: Condition = { expression: 'attribute_not_exists(pk)' };

/** The item must be at this revision; 0 means it must not exist. */
export function revIs(rev: number): Condition {
  return rev === 0
    ? absent
    : { expression: '#rev = :rev', names: { '#rev': 'rev' }, values: { ':rev': rev } };
}

export type Write =
  | { do: 'put'; item: Item & Key; condition?: Condition }
  | { do: 'delete'; key: Key; condition?: Condition }
  | { do: 'update'; key: Key; expression: string; condition: Condition }
  | { do: 'check'; key: Key; condition: Condition };

/** A refused write is an answer, not an error; `existing` is what stood in the way. */
export type WriteOutcome = { outcome: 'done' } | { outcome: 'refused'; existing: Item | undefined };

/** One entry a write, in order: `failed` says whether its condition did not hold. */
export type TransactOutcome =
  | { outcome: 'done' }
  | { outcome: 'refused'; reasons: { failed: boolean; existing: Item | undefined }[] };

/** Capacity used so far, in DynamoDB's read and write request units. */
export interface Units {
  read: number;
  write: number;
}

/** The one table. Reads are strongly consistent unless said otherwise. */
export interface Table {
  readonly units: Units;
  get(key: Key): Promise<Item | undefined>;
  getMany(wanted: readonly Key[]): Promise<Item[]>;
  put(item: Item & Key, condition?: Condition): Promise<WriteOutcome>;
  delete(key: Key, condition?: Condition): Promise<WriteOutcome>;
  update(key: Key, expression: string, condition: Condition): Promise<WriteOutcome>;
  /** All or nothing, at most 100 writes; a conflict with another transaction is retried here. */
  transact(writes: readonly Write[]): Promise<TransactOutcome>;
  query(range: QueryRange): AsyncGenerator<Item[], void, undefined>;
  /** Shows each item where it stands in the bytes of its page; `read` leaves the cursor behind it. */
  walk(range: QueryRange, read: (item: WireCursor) => void): Promise<void>;
}

const marshallOptions = { removeUndefinedValues: true };
const batchGetLimit = 100;
const conflictRetries = 8;

/** The table over the real SDK; `name` is the table's name. */
export function openTable(client: DynamoDBClient, name: string): Table {
  const units: Units = { read: 0, write: 0 };
  const readUnits = (used: { CapacityUnits?: number | undefined } | undefined) => {
    units.read += used?.CapacityUnits ?? 0;
  };
  const writeUnits = (used: ConsumedCapacity | undefined) => {
    units.write += used?.CapacityUnits ?? 0;
  };

  async function guarded(send: () => Promise<{ ConsumedCapacity?: ConsumedCapacity | undefined }>) {
    try {
      writeUnits((await send()).ConsumedCapacity);
      return { outcome: 'done' } as const;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { outcome: 'refused', existing: fromWire(error.Item) } as const;
    }
  }

  /** Reads one page, strictly after a key; answers the key to go on from, if there is more. */
  async function readPage(
    range: QueryRange,
    after: Record<string, AttributeValue> | undefined,
    read: (item: WireCursor) => void,
  ) {
    const rest = await sendForPage(
      client,
      new QueryCommand({
        TableName: name,
        ConsistentRead: range.consistent ?? range.index === undefined,
        IndexName: range.index,
        ScanIndexForward: range.newestFirst !== true,
        Limit: range.pageSize,
        ExclusiveStartKey: after,
        ReturnConsumedCapacity: 'TOTAL',
        ...rangeWire(range),
      }),
      read,
    );
    readUnits(rest.ConsumedCapacity);
    return rest.LastEvaluatedKey;
  }

  return {
    units,
    async get(key) {
      const answer = await client.send(
        new GetItemCommand({
          TableName: name,
          Key: marshall(bare(key)),
          ConsistentRead: true,
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      readUnits(answer.ConsumedCapacity);
      return fromWire(answer.Item);
    },
    async getMany(wanted) {
      const found: Item[] = [];
      for (let start = 0; start < wanted.length; start += batchGetLimit) {
        let pending: Record<string, AttributeValue>[] = wanted
          .slice(start, start + batchGetLimit)
          .map((key) => marshall(bare(key)));
        while (pending.length > 0) {
          const answer = await client.send(
            new BatchGetItemCommand({
              RequestItems: { [name]: { Keys: pending, ConsistentRead: true } },
              ReturnConsumedCapacity: 'TOTAL',
            }),
          );
          for (const used of answer.ConsumedCapacity ?? []) readUnits(used);
          for (const item of answer.Responses?.[name] ?? []) found.push(unmarshall(item));
          pending = answer.UnprocessedKeys?.[name]?.Keys ?? [];
        }
      }
      return found;
    },
    put: (item, condition) =>
      guarded(() =>
        client.send(
          new PutItemCommand({
            TableName: name,
            Item: marshall(item, marshallOptions),
            ReturnConsumedCapacity: 'TOTAL',
            ...conditionWire(condition),
          }),
        ),
      ),
    delete: (key, condition) =>
      guarded(() =>
        client.send(
          new DeleteItemCommand({
            TableName: name,
            Key: marshall(bare(key)),
            ReturnConsumedCapacity: 'TOTAL',
            ...conditionWire(condition),
          }),
        ),
      ),
    update: (key, expression, condition) =>
      guarded(() =>
        client.send(
          new UpdateItemCommand({
            TableName: name,
            Key: marshall(bare(key)),
            UpdateExpression: expression,
            ReturnConsumedCapacity: 'TOTAL',
            ...conditionWire(condition),
          }),
        ),
      ),
    async transact(writes) {
      const items = writes.map((write) => writeWire(name, write));
      for (let attempt = 0; ; attempt += 1) {
        try {
          const answer = await client.send(
            new TransactWriteItemsCommand({
              TransactItems: items,
              ReturnConsumedCapacity: 'TOTAL',
            }),
          );
          for (const used of answer.ConsumedCapacity ?? []) writeUnits(used);
          return { outcome: 'done' };
        } catch (error) {
          if (!(error instanceof TransactionCanceledException)) throw error;
          const reasons = error.CancellationReasons ?? [];
          if (reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) {
            return {
              outcome: 'refused',
              reasons: reasons.map((reason) => ({
                failed: reason.Code === 'ConditionalCheckFailed',
                existing: fromWire(reason.Item),
              })),
            };
          }
          if (attempt >= conflictRetries) throw error;
          await new Promise((resolve) =>
            setTimeout(resolve, 2 ** attempt * (1 + Math.random()) * 5),
          );
        }
      }
    },
    async *query(range) {
      let after = startOf(range);
      do {
        const items: Item[] = [];
        after = await readPage(range, after, (cursor) => items.push(readItem(cursor)));
        yield items;
      } while (after !== undefined);
    },
    async walk(range, read) {
      let after = startOf(range);
      do after = await readPage(range, after, read);
      while (after !== undefined);
    },
  };
}

function bare(key: Key): Key {
  return { pk: key.pk, sk: key.sk };
}

function startOf({ after }: QueryRange): Record<string, AttributeValue> | undefined {
  return after === undefined ? undefined : marshall(bare(after));
}

function fromWire(item: Record<string, AttributeValue> | undefined): Item | undefined {
  return item === undefined ? undefined : unmarshall(item);
}

function conditionWire(condition: Condition | undefined) {
  if (condition === undefined) return {};
  return {
    ...(condition.expression === '' ? {} : { ConditionExpression: condition.expression }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    ...(condition.names === undefined ? {} : { ExpressionAttributeNames: condition.names }),
    ...(condition.values === undefined
      ? {}
      : { ExpressionAttributeValues: marshall(condition.values, marshallOptions) }),
  };
}

function writeWire(table: string, write: Write): TransactWriteItem {
  const condition = conditionWire(write.condition);
  switch (write.do) {
    case 'put':
      return {
        Put: { TableName: table, Item: marshall(write.item, marshallOptions), ...condition },
      };
    case 'delete':
      return { Delete: { TableName: table, Key: marshall(bare(write.key)), ...condition } };
    case 'update':
      return {
        Update: {
          TableName: table,
          Key: marshall(bare(write.key)),
          UpdateExpression: write.expression,
          ...condition,
        },
      };
    case 'check':
      return {
        ConditionCheck: {
          TableName: table,
          Key: marshall(bare(write.key)),
          ...condition,
          ConditionExpression: write.condition.expression,
        },
      };
  }
}
