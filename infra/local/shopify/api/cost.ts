import {
  getNamedType,
  isCompositeType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A mutation costs this much however little it does. */
const mutationCost = 10;
/** Nodes that cost one point: a cheap estimate of a formula Shopify does not publish. */
const nodesAPoint = 10;

/** Points a document is charged before it runs. */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const types = new TypeInfo(schema);
  const repeats: number[] = [1];
  let cost = 0;
  let inMutation = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: (operation) => {
        inMutation = operation.operation === OperationTypeNode.MUTATION;
      },
      Field: {
        enter(field) {
          const type = types.getType();
          const repeat = repeats.at(-1) ?? 1;
          if (types.getParentType()?.name === 'Mutation') cost += mutationCost;
          else if (!inMutation && isComposite(type)) cost += repeat;
          const isConnection = typeName(type).endsWith('Connection');
          const size = isConnection ? pageSize(field, variables) / nodesAPoint : 1;
          repeats.push(repeat * size);
        },
        leave() {
          repeats.pop();
        },
      },
    }),
  );
  return Math.max(1, Math.ceil(cost));
}

function pageSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    if (argument.value.kind === Kind.INT) return Number(argument.value.value);
    if (argument.value.kind === Kind.VARIABLE) {
      const given = variables[argument.value.name.value];
      if (typeof given === 'number') return given;
    }
  }
  return nodesAPoint;
}

function isComposite(type: GraphQLOutputType | null | undefined): boolean {
  return type !== undefined && type !== null && isCompositeType(getNamedType(type));
}

function typeName(type: GraphQLOutputType | null | undefined): string {
  return type === undefined || type === null ? '' : getNamedType(type).name;
}
