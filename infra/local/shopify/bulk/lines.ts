import { z } from 'zod';
import { marks } from './shape.ts';

/** A line of a result: a node, and the id of the node whose connection it came from. */
export interface BulkLine {
  node: Record<string, unknown>;
  parentId: string | undefined;
  children: BulkLine[];
}

const objectSchema = z.record(z.string(), z.unknown());
const connectionSchema = z.object({
  edges: z.array(z.object({ node: objectSchema })).optional(),
  nodes: z.array(objectSchema).optional(),
});
const pageSchema = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** The lines of one page and how to ask for the next one. */
export function linesOf(data: unknown): { lines: BulkLine[]; after: string | null } {
  const root = objectSchema.parse(data);
  const [key] = Object.keys(root).filter((name) => name.startsWith(marks.connection));
  // The first connection may sit inside the one top field, as `shop { products }` would.
  if (key === undefined) return linesOf(Object.values(root)[0] ?? {});
  const connection = objectSchema.parse(root[key]);
  const page = pageSchema.parse(connection[marks.page]);
  return {
    lines: nodesOf(connection).map((node) => lineOf(node, undefined)),
    after: page.hasNextPage ? page.endCursor : null,
  };
}

function nodesOf(connection: unknown): Record<string, unknown>[] {
  const { edges, nodes } = connectionSchema.parse(connection);
  return nodes ?? edges?.map(({ node }) => node) ?? [];
}

function lineOf(found: Record<string, unknown>, parentId: string | undefined): BulkLine {
  const children: BulkLine[] = [];
  const ownId = found[marks.id];
  const id = typeof ownId === 'string' ? ownId : undefined;
  const node = stripped(found, (connection) => {
    for (const child of nodesOf(connection)) children.push(lineOf(child, id));
  });
  return { node, parentId, children };
}

/** An object without its connections and marks, however deep they sit. */
function stripped(
  found: Record<string, unknown>,
  onConnection: (connection: unknown) => void,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(found)) {
    if (key === marks.id) continue;
    if (key.startsWith(marks.connection)) onConnection(value);
    else if (isPlainObject(value)) kept[key] = stripped(value, onConnection);
    else kept[key] = value;
  }
  return kept;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line of JSONL. */
export function textOf(line: BulkLine): string {
  const { node, parentId } = line;
  return `${JSON.stringify(parentId === undefined ? node : { ...node, __parentId: parentId })}\n`;
}
