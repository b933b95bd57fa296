import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { csvMappingSchema } from '../../functions/intake/csvMapping.schema.ts';

const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');

test('every mapping the page shows is one', () => {
  const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => json ?? '');
  expect(shown.length).toBeGreaterThan(1);
  for (const json of shown) csvMappingSchema.parse(JSON.parse(json));
});

test('the page explains every field a mapping may have', () => {
  for (const field of Object.keys(csvMappingSchema.shape)) {
    if (field === 'order' || field === 'customer' || field === 'line') continue;
    expect(page, field).toMatch(new RegExp(`\`${field}[.\`]`));
  }
  const { order, customer, line } = csvMappingSchema.shape;
  const parts = { order, customer: customer.unwrap(), line: line.unwrap() };
  for (const [part, schema] of Object.entries(parts)) {
    for (const field of Object.keys(schema.shape)) {
      expect(page).toContain(`\`${part}.${field}\``);
    }
  }
});
