import type { Attribute } from './attribute.ts';
import { classAttributes } from './attributes/classes.ts';
import { fieldAttribute } from './attributes/fields.ts';
import { groupAttributes } from './attributes/groups.ts';
import { insightAttributes } from './attributes/insights.ts';
import { orderAttributes } from './attributes/orders.ts';
import { predictionAttributes } from './attributes/prediction.ts';
import { schemeAttributes } from './attributes/schemes.ts';
import { segmentAttributes } from './attributes/segments.ts';
import { shopifyAttributes } from './attributes/shopify.ts';

/** Everything a query can ask about, in the order help and completion show it. */
export const attributes: readonly Attribute[] = [
  ...shopifyAttributes,
  ...orderAttributes,
  ...insightAttributes,
  ...classAttributes,
  ...groupAttributes,
  ...schemeAttributes,
  ...predictionAttributes,
  ...segmentAttributes,
];

const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]));

/** The attribute of this name, in any case of letters; also one of the merchant's own fields. */
export function findAttribute(name: string): Attribute | undefined {
  return byName.get(name.toLowerCase()) ?? fieldAttribute(name);
}
