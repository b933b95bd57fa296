import { WireCursor } from './wireCursor.ts';
import { readItem } from './wireItem.ts';

/** One page of a query, read from the bytes DynamoDB sent. */
export interface WirePage {
  items: Record<string, unknown>[];
  /** Everything else of the answer, as JSON. */
  rest: Record<string, unknown>;
}

/** Reads a page and every item of it to plain values. */
export function readWirePage(bytes: Buffer): WirePage {
  const items: WirePage['items'] = [];
  const rest = walkWirePage(bytes, (cursor) => {
    items.push(readItem(cursor));
  });
  return { items, rest };
}

/**
 * Shows each item of a page where it stands; `read` leaves the cursor behind it. Answers what the
 * page says beside its items.
 */
export function walkWirePage(bytes: Buffer, read: (cursor: WireCursor) => void): WirePage['rest'] {
  const cursor = new WireCursor(bytes);
  const rest: WirePage['rest'] = {};
  const readNext = () => {
    read(cursor);
  };
  cursor.members((name) => {
    if (name === 'Items') cursor.elements(readNext);
    else rest[name] = cursor.json();
  });
  return rest;
}
