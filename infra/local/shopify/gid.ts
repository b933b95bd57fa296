import { GraphQLError } from 'graphql';

/** Shopify's global id of a thing, such as `gid://shopify/Order/123`. */
export function gid(kind: string, id: string): string {
  return `gid://shopify/${kind}/${id}`;
}

/** The number inside a global id; an id of another form or of another kind is an error, as there. */
export function idOf(kind: string, globalId: string): string {
  const parts = partsOf(globalId);
  if (parts?.kind !== kind) throw new GraphQLError(`Invalid global id '${globalId}'`);
  return parts.id;
}

/** Kind and number of a global id, whatever its kind. */
export function partsOf(globalId: string): { kind: string; id: string } | undefined {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,19})$/.exec(globalId);
  return match === null ? undefined : { kind: match[1] ?? '', id: match[2] ?? '' };
}
