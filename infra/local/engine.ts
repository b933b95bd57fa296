import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openTable, type Table } from '../../functions/platform/dynamo.ts';
import { connectDynamo } from '../../functions/platform/dynamoClient.ts';
import { Refusal } from '../../functions/platform/refusal.ts';
import { createTable } from '../createTable.ts';
import { dynoxideBinary, startDynoxide } from './dynoxide.ts';

/** The DynamoDB of this run: the embedded one, or one somebody else runs. */
export interface Engine {
  table: Table;
  /** Resolves with a sentence if the engine ends by itself. */
  crashed: Promise<string>;
  stop(): Promise<void>;
}

const tableName = 'clientele';

export async function startEngine(folder: string, endpoint: string | undefined): Promise<Engine> {
  if (endpoint === undefined) {
    const dynoxide = await startDynoxide(folder, dynoxideBinary());
    const client = connectDynamo({ region: 'local', endpoint: dynoxide.endpoint });
    const stop = async () => {
      client.destroy();
      await dynoxide.stop();
    };
    return { table: await tableOn(client), crashed: dynoxide.crashed, stop };
  }
  const client = connectDynamo({ region: 'local', endpoint });
  try {
    return {
      table: await tableOn(client),
      crashed: new Promise(() => undefined),
      stop: () => {
        client.destroy();
        return Promise.resolve();
      },
    };
  } catch {
    client.destroy();
    throw new Refusal(
      'unavailable',
      `No DynamoDB answers at ${endpoint} (DYNAMODB_ENDPOINT). Start it, or unset DYNAMODB_ENDPOINT to use the embedded one.`,
    );
  }
}

async function tableOn(client: DynamoDBClient): Promise<Table> {
  await createTable(client, tableName);
  return openTable(client, tableName);
}
