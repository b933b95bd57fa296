import { z } from 'zod';
import { shopGroups, type ShopGroup } from '../customers/customer.schema.ts';
import type { ShopFacts } from '../customers/shopFacts.ts';

/**
 * What to ask of each customer beside orders and person: the shop's own group, and these
 * metafields ("namespace.key") under names that say which each is, so that a file asked for
 * earlier is read for what it holds. No connection: bulk queries allow it.
 */
export function factsSelection(fields: readonly string[]): string {
  const asked = fields.map((field) => {
    const [namespace, key] = partsOf(field);
    return `${aliasOf(field)}: metafield(namespace: ${JSON.stringify(namespace)}, key: ${JSON.stringify(key)}) { type value }`;
  });
  return ['statistics { rfmGroup }', ...asked].join('\n        ');
}

/** A namespace has no dot, so that the first one parts them. */
function partsOf(field: string): [string, string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot), field.slice(dot + 1)];
}

/** A name of GraphQL's has no dots and dashes. */
function aliasOf(field: string): string {
  return `field_${Buffer.from(field).toString('hex')}`;
}

const metafieldSchema = z.object({ type: z.string(), value: z.string() }).nullable();
const factsSchema = z
  .object({
    statistics: z.object({ rfmGroup: z.string().nullable() }).nullable().default(null),
  })
  .catchall(z.unknown());

/** What one customer's part of an answer says of these fields; what was not asked is missing. */
export function factsOf(root: unknown, fields: readonly string[]): ShopFacts {
  const told = factsSchema.parse(root);
  const said = new Map<string, readonly string[]>();
  for (const field of fields) {
    const alias = aliasOf(field);
    if (Object.hasOwn(told, alias)) said.set(field, valuesOf(metafieldSchema.parse(told[alias])));
  }
  return { group: groupOf(told.statistics?.rfmGroup ?? null), fields: said };
}

/** A group this version does not know is none. */
function groupOf(told: string | null): ShopGroup | null {
  const word = told?.toLowerCase();
  return shopGroups.find((group) => group === word) ?? null;
}

const wordTypes: ReadonlySet<string> = new Set([
  'single_line_text_field',
  'number_integer',
  'number_decimal',
  'boolean',
  'date',
]);
const listSchema = z.array(z.union([z.string(), z.number(), z.boolean()]));

/** Words, numbers and days as they are written; long texts, files and references are no groups. */
function valuesOf(metafield: z.infer<typeof metafieldSchema>): string[] {
  if (metafield === null) return [];
  const { type, value } = metafield;
  if (wordTypes.has(type)) return [value.trim()];
  const ofList = type.startsWith('list.') && wordTypes.has(type.slice('list.'.length));
  if (!ofList) return [];
  const list = listSchema.safeParse(jsonOf(value));
  return list.success ? [...new Set(list.data.map((one) => String(one).trim()))] : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
