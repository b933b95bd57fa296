import { type Environment, readAccess, readSetting } from './config.ts';
import { openTable, type Table } from './dynamo.ts';
import { connectDynamo } from './dynamoClient.ts';

/** The table of this deployment, with the Lambda's own role. */
export function awsTable(environment: Environment): Table {
  const { region } = readAccess(environment);
  return openTable(connectDynamo({ region }), readSetting(environment, 'TABLE_NAME'));
}
