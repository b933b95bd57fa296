import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from '../../functions/platform/dynamo.ts';

/** An item as DynamoDB writes it into an answer. */
export function wireText(item: Item): string {
  return JSON.stringify(marshall(item, { removeUndefinedValues: true }), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

/** A whole answer. */
export function wirePage(items: readonly Item[]): Buffer {
  return Buffer.from(`{"Items":[${items.map(wireText).join(',')}]}`);
}
