import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Key } from './keys.ts';

/** Which items of one partition, in which order, and what of them. */
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
  /** Only these attributes come over the wire; it is read, and paid for, as a whole. */
  only?: readonly string[];
  /** Only items that have this attribute as bytes; all are read and paid for. */
  withBytes?: string;
  /** Over a sparse index: `pk` and the bounds are the index's; answers keys only, soon consistent. */
  index?: 'due' | 'coupons';
}

/** Attribute names of the table's own keys and of its indexes' keys. */
const rangeKeys = {
  table: { pk: 'pk', sk: 'sk' },
  due: { pk: 'duePk', sk: 'dueSk' },
  coupons: { pk: 'couponPk', sk: 'couponSk' },
} as const;

/** The same as a query of the SDK. */
export function rangeWire(range: QueryRange) {
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
  const part = partWire(range);
  return {
    KeyConditionExpression: expression,
    ...part,
    ExpressionAttributeValues: { ...values, ...part.ExpressionAttributeValues },
  };
}

/** Which attributes of which items; names by placeholders, because some are words of the language. */
function partWire({ only, withBytes }: QueryRange) {
  const names: Record<string, string> = {};
  for (const [index, one] of (only ?? []).entries()) names[`#${String(index)}`] = one;
  const projection = Object.keys(names).join(', ');
  if (withBytes !== undefined) names['#bytes'] = withBytes;
  return {
    ...(only === undefined ? {} : { ProjectionExpression: projection }),
    ...(withBytes === undefined
      ? {}
      : {
          FilterExpression: 'attribute_type(#bytes, :bytes)',
          ExpressionAttributeValues: { ':bytes': { S: 'B' } },
        }),
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
  };
}
