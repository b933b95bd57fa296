import type { Attribute } from '../attribute.ts';

/** How one of the merchant's own fields is written: Shopify's way. */
const written = /^metafields\.([\w-]+\.[\w-]+)$/i;

/** The field such a name stands for, as "namespace.key"; null: it is no field's name. */
export function fieldOfName(name: string): string | null {
  return written.exec(name)?.[1] ?? null;
}

export function nameOfField(field: string): string {
  return `metafields.${field}`;
}

/**
 * A merchant's own field as something to ask about: the words it holds, whatever their type. Which
 * fields there are is the shop's matter: of one it was not asked for, nothing is known.
 */
export function fieldAttribute(name: string): Attribute | undefined {
  const field = fieldOfName(name);
  if (field === null) return undefined;
  const folded = field.toLowerCase();
  return {
    name: nameOfField(field),
    type: 'list',
    unit: 'names',
    sentence: 'A field of the shop’s own, picked in Settings.',
    read: ({ count, groups }) =>
      groups.fields.find((column) => column.field.toLowerCase() === folded) ?? {
        offsets: new Int32Array(count + 1),
        codes: new Int32Array(0),
        names: [],
        known: new Uint8Array(count),
      },
  };
}
