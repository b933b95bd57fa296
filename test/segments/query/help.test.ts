import { expect, test } from 'vitest';
import { attributes } from '../../../functions/segments/query/attributes.ts';
import { languageHelp } from '../../../functions/segments/query/help.ts';
import { parseQuery } from '../../../functions/segments/query/parse.ts';

test('the page about the language is what the table says; "-u" after its name writes it anew', async () => {
  await expect(languageHelp()).toMatchFileSnapshot('../../../docs/segment-language.md');
});

test('every example on it can be asked', () => {
  const examples = languageHelp().split('```')[1]!.trim().split('\n');
  expect(examples.length).toBeGreaterThan(2);
  for (const example of examples) expect(parseQuery(example), example).toMatchObject({ ok: true });
});

test('every attribute has a name of its own, in small letters, and a sentence', () => {
  const names = attributes.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, sentence } of attributes) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(sentence, name).toMatch(/^[A-Z].*\.$/);
    expect(sentence.length, name).toBeLessThan(220);
  }
});
