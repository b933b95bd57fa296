import {
  executeSync,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import { z } from 'zod';
import { adminSchema } from './adminSchema.ts';
import { requestedCost } from './cost.ts';
import { resolveField, resolveType, type View } from './fields.ts';
import type { Throttle } from './throttle.ts';

export const requestSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
export type GraphqlRequest = z.infer<typeof requestSchema>;

export interface GraphqlAnswer {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[];
  extensions?: Readonly<Record<string, unknown>>;
}

/** A single query may not cost more than this, whatever is in the bucket. */
const dearestQuery = 1000;

const parsed = new Map<string, DocumentNode | GraphqlAnswer>();
const keptDocuments = 200;

/** Runs one request: parsed, validated, paid for, executed. `root` holds queries and mutations. */
export function answer(
  request: GraphqlRequest,
  root: View,
  shop: string,
  throttle: Throttle,
  wallMs: number,
): GraphqlAnswer {
  const schema = adminSchema();
  const document = documentOf(request.query);
  if (!('kind' in document)) return document;

  const variables = request.variables ?? {};
  const points = requestedCost(schema, document, variables);
  if (points > dearestQuery) {
    return refusal(
      `Query cost is ${String(points)}, which exceeds the single query max cost limit (${String(dearestQuery)}).`,
      'MAX_COST_EXCEEDED',
    );
  }
  const { taken, status } = throttle.take(shop, points, wallMs);
  const cost = {
    requestedQueryCost: points,
    actualQueryCost: taken ? points : null,
    throttleStatus: status,
  };
  if (!taken) return { ...refusal('Throttled', 'THROTTLED'), extensions: { cost } };
  return { ...run(document, variables, root, request.operationName), extensions: { cost } };
}

/** Executes a valid document over a root of views. */
export function run(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  root: View,
  operationName?: string | null,
): GraphqlAnswer {
  return formatted(
    executeSync({
      schema: adminSchema(),
      document,
      rootValue: root,
      variableValues: variables,
      operationName: operationName ?? null,
      fieldResolver: resolveField,
      typeResolver: resolveType,
    }),
  );
}

function formatted(result: ExecutionResult): GraphqlAnswer {
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors === undefined
      ? {}
      : { errors: result.errors.map((error) => error.toJSON()) }),
  };
}

function documentOf(query: string): DocumentNode | GraphqlAnswer {
  const kept = parsed.get(query);
  if (kept !== undefined) return kept;
  const made = validDocument(query);
  if (parsed.size >= keptDocuments) parsed.clear();
  parsed.set(query, made);
  return made;
}

/** The document, or what is wrong with it. */
export function validDocument(query: string): DocumentNode | GraphqlAnswer {
  try {
    const document = parse(query);
    const errors = validate(adminSchema(), document);
    return errors.length === 0 ? document : { errors: errors.map((error) => error.toJSON()) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error.toJSON()] };
    throw error;
  }
}

function refusal(message: string, code: string): GraphqlAnswer {
  return { errors: [{ message, extensions: { code } }] };
}
