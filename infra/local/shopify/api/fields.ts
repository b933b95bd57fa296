import {
  GraphQLError,
  isNonNullType,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
} from 'graphql';

/** What the API shows of a thing: values, or functions of the field's arguments. */
export type View = Readonly<Record<string, unknown>>;

/**
 * Reads a field off a view. What the view lacks is null where the schema allows it and otherwise an
 * error that names the field, so that nobody builds on an answer made up here.
 */
export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, _, info) => {
  if (typeof source === 'object' && source !== null && info.fieldName in source) {
    const value: unknown = Reflect.get(source, info.fieldName);
    if (typeof value !== 'function') return value;
    const answer: unknown = Reflect.apply(value, source, [args]);
    return answer;
  }
  if (!isNonNullType(info.returnType)) return null;
  throw new GraphQLError(`the stand-in does not know ${info.parentType.name}.${info.fieldName}`);
};

/** Views of interfaces and unions say what they are. */
export const resolveType: GraphQLTypeResolver<unknown, unknown> = (value) => {
  if (typeof value !== 'object' || value === null) return undefined;
  const name: unknown = Reflect.get(value, '__typename');
  return typeof name === 'string' ? name : undefined;
};
