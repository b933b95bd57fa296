// @vitest-environment node
import { expect, test } from 'vitest';
import { languages } from '../../../admin-ui/i18n/languages.ts';
import { pageTranslations, translations } from '../../../admin-ui/i18n/translations.ts';

/** Dotted key → text; plural forms of one key are told apart by their suffix. */
function flat(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[path + key, value] as const]
        : [...flat(value as object, `${path}${key}.`)],
    ),
  );
}
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort();

/** Everything one language says, on whatever page. */
const wordsOf = async (language: (typeof languages)[number]) => {
  const areas = Object.values(pageTranslations).map((area) => area[language]());
  return Object.assign({}, await translations[language](), ...(await Promise.all(areas))) as object;
};

test('no two areas have a noun of one name, so that none hides the other', async () => {
  const areas = Object.values(pageTranslations).map((area) => area.en());
  const nouns = [await translations.en(), ...(await Promise.all(areas))].flatMap(Object.keys);
  expect(nouns).toEqual([...new Set(nouns)]);
});

const english = flat(await wordsOf('en'));

test.each(languages)('%s says everything English says, and nothing else', async (language) => {
  const own = flat(await wordsOf(language));
  expect(new Set([...own.keys()].map(withoutPlural))).toEqual(
    new Set([...english.keys()].map(withoutPlural)),
  );
});

test.each(languages)('%s has a form for every number its grammar knows', async (language) => {
  const own = flat(await wordsOf(language));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const plural = [...own.keys()].filter((key) => withoutPlural(key) !== key).map(withoutPlural);
  for (const key of new Set(plural)) {
    for (const form of forms) expect(own.has(`${key}_${form}`), `${key}_${form}`).toBe(true);
  }
});

test.each(languages)('%s fills in the same values', async (language) => {
  for (const [key, text] of flat(await wordsOf(language))) {
    const theirs = english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? '';
    expect(placeholders(text), key).toEqual(placeholders(theirs));
    expect(text.trim(), key).not.toBe('');
  }
});

test.each(languages.filter((language) => language !== 'en'))(
  '%s leaves no English sentence standing',
  async (language) => {
    const same = [...flat(await wordsOf(language))]
      .filter(
        ([key, text]) =>
          english.get(key) === text && /[a-z]{4}/.test(text.replaceAll(/\{\{\w+\}\}/g, '')),
      )
      .map(([key]) => key);
    expect(same).toEqual([]);
  },
);

test('a letter of a class never stands alone', async () => {
  for (const language of languages) {
    const { word } = (await translations[language]()) as {
      word: { level: Record<string, string>; abc: Record<string, string> };
    };
    for (const name of Object.values<string>({ ...word.level, ...word.abc })) {
      expect(name.length, name).toBeGreaterThan(1);
    }
  }
});
