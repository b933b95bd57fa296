import type { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { WireCursor } from './wireCursor.ts';
import { walkWirePage } from './wirePage.ts';

/** What a page says beside its items. */
const restSchema = z.object({
  ConsumedCapacity: z.object({ CapacityUnits: z.number().optional() }).optional(),
  LastEvaluatedKey: z.record(z.string(), z.object({ S: z.string() })).optional(),
});
type PageRest = z.infer<typeof restSchema>;

const noAnswer = Buffer.from('{}');

/**
 * Sends a query as the SDK does (signed, retried, its faults told by its classes) and reads the
 * answer's bytes ourselves, each item by `read`: the SDK is shown an empty one. Answers the rest.
 */
export async function sendForPage(
  client: DynamoDBClient,
  query: QueryCommand,
  read: (item: WireCursor) => void,
): Promise<PageRest> {
  let bytes = noAnswer;
  query.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      const { response } = answer;
      if (isFound(response)) {
        bytes = await collected(response.body);
        response.body = noAnswer;
      }
      return answer;
    },
    // Nearest to the wire: what the SDK reads comes after it.
    { step: 'deserialize', priority: 'low', name: 'pageBytes' },
  );
  await client.send(query);
  return restSchema.parse(walkWirePage(bytes, read));
}

function isFound(response: unknown): response is { body: AsyncIterable<Uint8Array> | Uint8Array } {
  return (
    typeof response === 'object' &&
    response !== null &&
    'statusCode' in response &&
    response.statusCode === 200 &&
    'body' in response
  );
}

async function collected(
  body: AsyncIterable<Uint8Array> | Uint8Array,
): Promise<Buffer<ArrayBuffer>> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}
