/**
 * Ids of another shop of the merchant carry its name before a colon, so that they cannot be an id
 * of the shop itself, nor of a third one: "till:1001".
 */
export function idOfSource(source: string, id: string): string {
  return `${source}:${id}`;
}

/** Name of the source an order, customer or product is from; null for one of the shop itself. */
export function sourceOf(id: string): string | null {
  const colon = id.indexOf(':');
  return colon < 0 ? null : id.slice(0, colon);
}
