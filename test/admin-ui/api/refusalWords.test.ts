// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refusals } from '../../../admin-ui/api/useRefusalWords.ts';
import { languages } from '../../../admin-ui/i18n/languages.ts';
import { pageTranslations } from '../../../admin-ui/i18n/translations.ts';

/** What the server names its refusals by. */
const named = readdirSync('functions', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(`functions/${path}`, 'utf8'))
  .flatMap((text) => [
    ...[...text.matchAll(/\bwhy: '([a-z]\w*)'/g)].map(([, why]) => why),
    ...[...(/const whys = \{([^}]+)\}/.exec(text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
      ([, why]) => why,
    ),
  ]);

test('the embed has words for every refusal the server names, and for none else', () => {
  expect([...refusals].toSorted()).toEqual([...new Set(named)].toSorted());
});

test.each(languages)('each is said in %s, with its values', async (language) => {
  const { refusal } = (await pageTranslations.later[language]()) as { refusal: object };
  expect(Object.keys(refusal).toSorted()).toEqual([...refusals].toSorted());
});
