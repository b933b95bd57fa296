import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { findAttribute } from '../../functions/segments/query/attributes.ts';
import { fieldOfName, nameOfField } from '../../functions/segments/query/attributes/fields.ts';
import { useFields } from '../api/fields.ts';

const wordsSchema = z.object({ name: z.string(), meaning: z.string() });

/** What an attribute of the segment language is called and means, in the language of the page. */
export function useAttributeWords() {
  const { i18n } = useTranslation();
  const wordsOf = (name: string) => {
    // Names are those of the attribute table, which grows: a test holds the words to it.
    const words: unknown = i18n.getResource(i18n.language, 'translation', `attribute.${name}`);
    return wordsSchema.safeParse(words).data ?? null;
  };
  const fields = useFields();
  const fieldOf = (name: string) =>
    fields.find(({ field }) => nameOfField(field).toLowerCase() === name.toLowerCase());
  return {
    nameOf: (name: string) => wordsOf(name)?.name ?? fieldOf(name)?.name ?? name,
    // A field of the shop's own means what its shop means by it: its place says which one it is.
    meaningOf: (name: string) =>
      wordsOf(name)?.meaning ??
      (fieldOfName(name) === null ? findAttribute(name)?.sentence : null) ??
      name,
  };
}
