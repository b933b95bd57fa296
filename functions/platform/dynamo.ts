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
import { sendForPage } from './sendForPage.ts';

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

export interface QueryRange {
  pk: string;
  /** Only sort keys with this prefix. */
  prefix?: string;
  /** Only sort keys from here on (inclusive), to `to` (inclusive); not with `prefix`. */
  from?: string;
  to?: string;
  newestFirst?: boolean;
  pageSize?: number;
  /** Resume strictly after this key. */
  after?: Key;
  consistent?: boolean;
  /** Over a sparse index: `pk` and the bounds are the index's; answers keys only, soon consistent. */
  index?: 'due' | 'coupons';
}

/** Attribute names of the table's own keys and of its indexes' keys. */
const rangeKeys = {
  table: { pk: 'pk', sk: 'sk' },
  due: { pk: 'duePk', sk: 'dueSk' },
  coupons: { pk: 'couponPk', sk: 'couponSk' },
} as const;

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
      let after = range.after === undefined ? undefined : marshall(bare(range.after));
      do {
        const { items, rest } = await sendForPage(
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
        );
        readUnits(rest.ConsumedCapacity);
        yield items;
        after = rest.LastEvaluatedKey;
      } while (after !== undefined);
    },
  };
}

function bare(key: Key): Key {
  return { pk: key.pk, sk: key.sk };
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

function rangeWire(range: QueryRange) {
  const { pk, sk } = rangeKeys[range.index ?? 'table'];
  const values: Record<string, AttributeValue> = { ':pk': { S: range.pk } };
  let expression = `${pk} = :pk`;
  if (range.prefix !== undefined) {
    expression += ` AND begins_with(${sk}, :prefix)`;
    values[':prefix'] = { S: range.prefix };
  } else if (range.from !== undefined && range.to !== undefined) {
    expression += ` AND ${sk} BETWEEN :from AND :to`;
    values[':from'] = { S: range.from };
    values[':to'] = { S: range.to };
  } else if (range.from !== undefined) {
    expression += ` AND ${sk} >= :from`;
    values[':from'] = { S: range.from };
  } else if (range.to !== undefined) {
    expression += ` AND ${sk} <= :to`;
    values[':to'] = { S: range.to };
  }
  return { KeyConditionExpression: expression, ExpressionAttributeValues: values };
}
