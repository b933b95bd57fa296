import { useTranslation } from 'react-i18next';
import type { Scheme } from '../../functions/customers/customer.schema.ts';

/** What a way of sorting customers is called, and what it means in a sentence. */
export function useSchemeWords(): Record<'nameOf' | 'meaningOf', (scheme: Scheme) => string> {
  const { t } = useTranslation();
  return {
    nameOf: (scheme) =>
      isOfFirstPage(scheme) ? t(`word.scheme.${scheme}`) : t(`schemes.scheme.${scheme}`),
    meaningOf: (scheme) =>
      isOfFirstPage(scheme) ? t(`term.${scheme}`) : t(`schemes.meaning.${scheme}`),
  };
}

const ofFirstPage = ['segment', 'level', 'abc', 'lifecycle'] as const;
type OfFirstPage = (typeof ofFirstPage)[number];

/** The words of the others are loaded with the pages that show them. */
function isOfFirstPage(scheme: Scheme): scheme is OfFirstPage {
  return ofFirstPage.some((one) => one === scheme);
}
