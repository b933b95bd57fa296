import { z } from 'zod';
import { problemSchema } from '../platform/api.schema.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';

type Json = { readonly [key: string]: unknown };

/** The OpenAPI 3.1 document of the admin API, made from the same schemas the routes use. */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Clientele admin API',
      version: '1',
      description:
        'Amounts are decimal strings with a currency, instants are ISO 8601 in UTC, ids are strings. ' +
        'Errors are problem details (application/problem+json).',
    },
    security: [{ sessionToken: [] }],
    paths,
    components: {
      securitySchemes: {
        sessionToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A session token of the shop admin; it names the shop and lives a minute.',
        },
      },
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
    },
  };
}

function describe(operation: Operation): Json {
  const problem = {
    description: 'A refusal in words that say what to do.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    summary: operation.summary,
    operationId: `${operation.method}${operation.path.replaceAll(/[^a-z]+/gi, '_')}`,
    parameters: [...pathParameters(operation), ...queryParameters(operation)],
    ...requestBody(operation),
    responses: {
      '200': {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchema(operation.answer, 'output') } },
      },
      '400': problem,
      '401': problem,
      '404': problem,
    },
  };
}

function pathParameters(operation: Operation): Json[] {
  return [...operation.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(operation: Operation): Json[] {
  if (operation.query === undefined) return [];
  return Object.entries(operation.query.shape)
    .map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema: jsonSchema(z.object({ value: schema }), 'input')['properties'],
    }))
    .map(({ schema, ...rest }) => ({ ...rest, schema: valueOf(schema) }));
}

function valueOf(properties: unknown): unknown {
  return typeof properties === 'object' && properties !== null && 'value' in properties
    ? properties.value
    : {};
}

function requestBody(operation: Operation): Json {
  if (operation.upload !== undefined) {
    return {
      requestBody: {
        description: operation.upload,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  if (operation.body === undefined) return {};
  return {
    requestBody: {
      required: true,
      content: { 'application/json': { schema: jsonSchema(operation.body, 'input') } },
    },
  };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
