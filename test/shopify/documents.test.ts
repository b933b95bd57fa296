import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { factsSelection } from '../../functions/shopify/customerFacts.ts';

const folder = new URL('../../functions/shopify/operations/', import.meta.url);
const schema = buildSchema(
  gunzipSync(
    readFileSync(new URL('../../infra/local/shopify/admin-2026-10.graphql.gz', import.meta.url)),
  ).toString(),
  // Shopify deprecates implementations of fields whose interface is not deprecated, which GraphQL.js refuses.
  { assumeValid: true },
);

const withFacts = (document: (facts: string) => unknown) =>
  String(document(factsSelection(['facts.birth_date', 'custom.skin-type'])));

const documents: [string, string][] = [];
for (const file of readdirSync(folder)) {
  const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(exported)) {
    if (typeof value === 'string') documents.push([`${file} ${name}`, value]);
    else if (typeof value === 'function')
      documents.push([`${file} ${name}`, withFacts(value as (facts: string) => unknown)]);
  }
}

test.each(documents)('%s is a document of the 2026-10 Admin API', (_, document) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});

test('every document has a name of its own, so that a fault can say which failed', () => {
  const names = documents.map(([, text]) => /\b(?:query|mutation)\s+(\w+)/.exec(text)?.[1]);
  expect(names).not.toContain(undefined);
  expect(new Set(names).size).toBe(names.length);
});
