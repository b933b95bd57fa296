import { useTranslation } from 'react-i18next';
import { schemes, type Scheme } from '../../functions/customers/customer.schema.ts';
import { useClassWords } from '../i18n/classWords.ts';

const schemeOf: Readonly<Record<string, Scheme>> = { rfm_level: 'level', rfm_segment: 'segment' };

/** What a value of an attribute is called: a class by its name, another by the words of this page. */
export function useValueWords(): (attribute: string, value: string) => string {
  const { i18n } = useTranslation();
  const classWords = useClassWords();
  return (attribute, value) => {
    // Shopify's own groups have the names of ours.
    if (attribute === 'rfm_group') return classWords('segment', value.toLowerCase());
    const scheme = schemeOf[attribute] ?? schemes.find((one) => one === attribute);
    if (scheme !== undefined) return classWords(scheme, value);
    const words: unknown = i18n.getResource(
      i18n.language,
      'translation',
      `attributeValue.${value}`,
    );
    return typeof words === 'string' ? words : value;
  };
}
