import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { openTable, type Table } from '../../functions/platform/dynamo.ts';
import { connectDynamo } from '../../functions/platform/dynamoClient.ts';
import { createTable } from '../../infra/createTable.ts';

export interface TestTable {
  table: Table;
  client: DynamoDBClient;
  name: string;
  endpoint: string;
}

let client: DynamoDBClient | undefined;

/** A fresh table of its own on the run's real engine; nothing is shared between callers. */
export async function startTestTable(): Promise<TestTable> {
  const dynamo = inject('dynamo');
  if ('missing' in dynamo) throw new Error(dynamo.missing);
  client ??= connectDynamo({ region: 'local', endpoint: dynamo.endpoint });
  const name = `test-${randomUUID()}`;
  await createTable(client, name);
  return { table: openTable(client, name), client, name, endpoint: dynamo.endpoint };
}
