// @vitest-environment node
import { expect, test } from 'vitest';
import { languages } from '../../../admin-ui/i18n/languages.ts';
import { pageTranslations } from '../../../admin-ui/i18n/translations.ts';
import { examples } from '../../../admin-ui/segments/Examples.tsx';
import { operatorKeys } from '../../../admin-ui/segments/operatorKeys.ts';
import { schemes } from '../../../functions/customers/customer.schema.ts';
import { attributes } from '../../../functions/segments/query/attributes.ts';
import { operatorsOf, parseQuery } from '../../../functions/segments/query/parse.ts';

const ofScheme = new Set<string>([...schemes, 'rfm_level', 'rfm_segment', 'rfm_group']);

test.each(languages)(
  '%s has a name and a sentence for everything one can ask about',
  async (one) => {
    const { attribute, attributeValue } = (await pageTranslations.segments[one]()) as {
      attribute: Record<string, { name: string; meaning: string }>;
      attributeValue: Record<string, string>;
    };
    expect(Object.keys(attribute).sort()).toEqual(attributes.map(({ name }) => name).sort());
    for (const known of attributes) {
      const words = attribute[known.name];
      expect(words?.name.trim(), known.name).not.toBe('');
      if (one === 'en') expect(words?.meaning, known.name).toBe(known.sentence);
      else expect(words?.meaning, known.name).not.toBe(known.sentence);
      if (known.type !== 'choice' || ofScheme.has(known.name)) continue;
      for (const choice of known.choices) {
        expect(attributeValue[choice], `${known.name} ${choice}`).toBeDefined();
      }
    }
  },
);

test('every operator has words', () => {
  for (const attribute of attributes) {
    for (const operator of operatorsOf(attribute)) {
      expect(Object.keys(operatorKeys), attribute.name).toContain(operator);
    }
  }
});

test('every example of the help page is a query', () => {
  for (const [, query] of examples) expect(parseQuery(query).ok, query).toBe(true);
});
