import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition } from './tableDefinition.ts';

/** Creates the table on an engine that is not managed by the stacks; one that is there is kept. */
export async function createTable(client: DynamoDBClient, name: string): Promise<'made' | 'kept'> {
  const { partitionKey, sortKey, indexes } = tableDefinition;
  const keys = [{ partitionKey, sortKey }, ...indexes];
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: keys
          .flatMap((key) => [key.partitionKey, key.sortKey])
          .map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: keySchema(partitionKey, sortKey),
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: 'KEYS_ONLY' as const },
        })),
      }),
    );
    return 'made';
  } catch (error) {
    if (error instanceof ResourceInUseException) return 'kept';
    throw error;
  }
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' as const },
    { AttributeName: sortKey, KeyType: 'RANGE' as const },
  ];
}
