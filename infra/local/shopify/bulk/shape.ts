import {
  getNamedType,
  GraphQLObjectType,
  isListType,
  getNullableType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type SelectionNode,
} from 'graphql';
import { adminSchema } from '../api/adminSchema.ts';
import { validDocument } from '../api/answer.ts';

/** The limits of Shopify's bulk queries. */
const mostConnections = 5;
const deepestConnection = 2;
/** Small enough that a request in between does not wait long. */
const pageSize = 100;

/** Response keys the walk needs; no document can ask for them, as two underscores are reserved. */
export const marks = { connection: '__connection_', id: '__id', page: '__page', after: '__after' };

export type BulkShape =
  { outcome: 'ok'; document: DocumentNode } | { outcome: 'refused'; message: string };

/**
 * Checks a bulk query against Shopify's limits and turns it into one that answers page by page: its
 * first connection takes `$__after`, every connection is marked, every parent says its id.
 */
export function bulkShape(query: string): BulkShape {
  const document = validDocument(query);
  if (!('kind' in document)) {
    const reasons = document.errors?.map(({ message }) => message) ?? [];
    return refused(`Invalid bulk query: ${reasons.join('; ')}`);
  }
  const wrong = limitsBroken(document);
  if (wrong !== undefined) return refused(wrong);
  return { outcome: 'ok', document: paged(document) };
}

function refused(message: string): BulkShape {
  return { outcome: 'refused', message };
}

function limitsBroken(document: DocumentNode): string | undefined {
  const [operation, ...others] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) {
    return 'Bulk queries must be one query; the stand-in knows no named fragments in them.';
  }
  if (operation.operation !== 'query') return 'Bulk queries must contain a query.';
  const [top, second] = operation.selectionSet.selections;
  if (second !== undefined || top?.kind !== Kind.FIELD) {
    return 'Bulk queries cannot contain more than one top level field.';
  }
  if (top.name.value === 'node' || top.name.value === 'nodes') {
    return 'Bulk queries cannot contain the node or nodes fields.';
  }

  let connections = 0;
  let wrong: string | undefined;
  const path: ('connection' | 'list' | 'plain')[] = [];
  const types = new TypeInfo(adminSchema());
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter() {
          const type = types.getType();
          if (isConnection(type)) {
            connections += 1;
            const depth = 1 + path.filter((step) => step === 'connection').length;
            if (depth > deepestConnection) {
              wrong ??= `Bulk queries cannot nest connections deeper than ${String(deepestConnection)} levels.`;
            }
            if (path.includes('list')) {
              wrong ??=
                'Queries that contain a connection field within a list field are not currently supported.';
            }
            if (!givesNodes(type)) {
              wrong ??= 'The connection fields of bulk queries must hold types with an id.';
            }
            path.push('connection');
          } else {
            const inConnection = path.at(-1) === 'connection';
            path.push(!inConnection && isList(type) ? 'list' : 'plain');
          }
        },
        leave() {
          path.pop();
        },
      },
    }),
  );
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections > mostConnections) {
    return `Bulk queries cannot contain more than ${String(mostConnections)} connections.`;
  }
  return wrong;
}

function isConnection(type: GraphQLOutputType | null | undefined): boolean {
  if (type === undefined || type === null) return false;
  const named = getNamedType(type);
  return named instanceof GraphQLObjectType && 'pageInfo' in named.getFields();
}

/** Whether what a connection holds can be told apart by its id. */
function givesNodes(type: GraphQLOutputType | null | undefined): boolean {
  if (type === undefined || type === null) return false;
  const named = getNamedType(type);
  if (!(named instanceof GraphQLObjectType)) return false;
  const nodes = named.getFields()['nodes'];
  if (nodes === undefined) return false;
  const node = getNamedType(nodes.type);
  return 'getFields' in node && 'id' in node.getFields();
}

function isList(type: GraphQLOutputType | null | undefined): boolean {
  return type !== undefined && type !== null && isListType(getNullableType(type));
}

function paged(document: DocumentNode): DocumentNode {
  const types = new TypeInfo(adminSchema());
  let depth = 0;
  return visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: (operation) => ({
        ...operation,
        variableDefinitions: [...(operation.variableDefinitions ?? []), ...afterVariable()],
      }),
      Field: {
        enter() {
          if (!isConnection(types.getType())) return undefined;
          depth += 1;
          return undefined;
        },
        leave(field) {
          const answer = field.alias?.value ?? field.name.value;
          const isNode = field.name.value === 'node' || field.name.value === 'nodes';
          if (isNode) return withSelection(field, idSelection());
          if (!isConnection(types.getType())) return undefined;
          depth -= 1;
          const marked: FieldNode = {
            ...field,
            alias: { kind: Kind.NAME, value: `${marks.connection}${answer}` },
          };
          if (depth > 0) return marked;
          return withSelection({ ...marked, arguments: pageArguments(field) }, pageSelection());
        },
      },
    }),
  );
}

function withSelection(field: FieldNode, more: readonly SelectionNode[]): FieldNode {
  return {
    ...field,
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [...(field.selectionSet?.selections ?? []), ...more],
    },
  };
}

/** Whatever size of page was asked for, a bulk operation reads everything. */
function pageArguments(field: FieldNode) {
  const kept = (field.arguments ?? []).filter(
    (argument) => !['first', 'last', 'after', 'before'].includes(argument.name.value),
  );
  return [
    ...kept,
    ...fieldOf(`{ f(first: ${String(pageSize)}, after: $${marks.after}) }`).flatMap(
      (field) => field.arguments ?? [],
    ),
  ];
}

const pageSelection = () => fieldOf(`{ ${marks.page}: pageInfo { hasNextPage endCursor } }`);
const idSelection = () => fieldOf(`{ ${marks.id}: id }`);

function fieldOf(text: string): FieldNode[] {
  const [operation] = parse(text, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);
}

function afterVariable() {
  const [operation] = parse(`query ($${marks.after}: String) { f }`, {
    noLocation: true,
  }).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
}
