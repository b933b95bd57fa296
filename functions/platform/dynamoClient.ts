import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export interface DynamoSettings {
  region: string;
  /** An engine other than AWS's own, such as the embedded one; it takes any credentials. */
  endpoint?: string | undefined;
}

/** Three attempts: what is still failing then belongs to the queue, which waits longer between tries. */
const maxAttempts = 3;
const maxSockets = 128;

/** A client that keeps its connections open between calls. */
export function connectDynamo(settings: DynamoSettings): DynamoDBClient {
  const agent = { keepAlive: true, maxSockets };
  const client = new DynamoDBClient({
    region: settings.region,
    maxAttempts,
    requestHandler: { httpAgent: agent, httpsAgent: agent },
    ...(settings.endpoint === undefined
      ? {}
      : {
          endpoint: settings.endpoint,
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        }),
  });
  // It copies every item for a log that nobody keeps: a sixth of a write's processor time.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
